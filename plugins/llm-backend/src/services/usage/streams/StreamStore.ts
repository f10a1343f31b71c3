import { UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import { Knex } from 'knex';
import { identityText, rememberNew } from '../calls/rememberCalls';
import { HourWriter } from '../HourWriter';
import { digestOf } from '../tables/digestOf';
import { rowsSource, SourceColumn } from '../tables/rowsSource';
import { KeyIds, UsageDictionary } from '../tables/UsageDictionary';
import { HOUR_MS, hourNumber } from '../tables/units';
import { addSegments, hoursOfSegments } from './addSegments';
import { addPoint, Epoch, Segment, StreamPoint } from './epoch';

/** How long after newer ones a point may come and still be taken for what it is. */
const OUT_OF_ORDER_MS = HOUR_MS;

const STATE_COLUMNS: readonly SourceColumn[] = [
  { name: 'digest', type: 'digest' },
  { name: 'last_at', type: 'number' },
  { name: 'state', type: 'text' },
];

/** A point with where it is counted. */
interface KeyedPoint {
  readonly point: UsagePoint;
  readonly key: KeyIds;
}

/** What is remembered of streams of metrics, and what they have grown by. */
export class StreamStore {
  readonly #countFrom: number;

  static create(options: {
    /** How old a sender may be for what it counted before its first point to be counted, in milliseconds. */
    countFrom: number;
  }) {
    return new StreamStore(options.countFrom);
  }

  private constructor(countFrom: number) {
    this.#countFrom = countFrom;
  }

  /** Counts points in one transaction. Returns how many said something new. */
  async record(
    options: UsageOrigin & {
      points: readonly KeyedPoint[];
      models: readonly string[];
      qualifiers: number;
      knex: Knex;
      writer: HourWriter;
      dictionary: UsageDictionary;
    },
  ): Promise<number> {
    const { points, qualifiers, dictionary } = options;
    const { deltas, cumulative } = this.#sort(options, points, qualifiers);
    await dictionary.scaleIds(points.flatMap(({ point }) => scalesOf(point)));
    let grown: Segment[] = [];
    let counted = 0;
    await options.writer.write({
      models: options.models,
      reason: 'Metrics were reported after the hour was closed',
      whole: false,
      first: async trx => {
        const result = await this.#advance(trx, cumulative);
        grown = result.grown;
        counted = result.counted;
      },
      hours: () => [
        ...hoursOfSegments(grown),
        ...hoursOfSegments([...deltas.values()].map(({ segment }) => segment)),
      ],
      increments: async trx => {
        const fresh = await rememberNew(trx, [...deltas.values()]);
        const segments = [
          ...grown,
          ...[...fresh].flatMap(text => deltas.get(text)?.segment ?? []),
        ];
        const scaleIdOf = await readScales(trx, dictionary, segments);
        counted += fresh.size;
        return addSegments(segments, { scaleIdOf });
      },
    });
    return counted;
  }

  #sort(
    { source }: UsageOrigin,
    points: readonly KeyedPoint[],
    qualifiers: number,
  ) {
    const deltas = new Map<
      string,
      { hour: number; digest: string; segment: Segment }
    >();
    const cumulative = new Map<
      string,
      Array<{ start: number; point: StreamPoint }>
    >();
    for (const { point, key } of points) {
      const { stream, start, at, counts, histograms, approximate } = point;
      const kept: StreamPoint = {
        at,
        counts,
        histograms,
        key,
        qualifiers,
        ...(approximate && approximate.length > 0 && { approximate }),
      };
      if (point.temporality === 'delta') {
        const hour = hourNumber(at);
        const digest = digestOf(`delta\n${source}\n${stream}\n${start}\n${at}`);
        const text = identityText({ hour, digest });
        if (!deltas.has(text)) {
          const segment: Segment = { sign: 1, start, to: kept };
          deltas.set(text, { hour, digest, segment });
        }
      } else {
        const digest = digestOf(`stream\n${source}\n${stream}\n${start}`);
        cumulative.set(digest, [
          ...(cumulative.get(digest) ?? []),
          { start, point: kept },
        ]);
      }
    }
    return { deltas, cumulative };
  }

  /** Holds the streams for the rest of the transaction, in one order, and brings them up to date. */
  async #advance(
    trx: Knex.Transaction,
    streams: ReadonlyMap<
      string,
      ReadonlyArray<{ start: number; point: StreamPoint }>
    >,
  ): Promise<{ grown: Segment[]; counted: number }> {
    if (streams.size === 0) {
      return { grown: [], counted: 0 };
    }
    const digests = [...streams.keys()].sort();
    const names = STATE_COLUMNS.map(({ name }) => name).join();
    await trx.raw(
      `INSERT INTO llm_usage_streams (${names}) ? ON CONFLICT (digest) DO NOTHING`,
      [
        rowsSource(
          trx,
          STATE_COLUMNS,
          digests.map(digest => [digest, 0, 'null']),
        ),
      ],
    );
    const rows: Array<{ digest: Uint8Array; state: string }> = await trx(
      'llm_usage_streams',
    )
      .select('digest', 'state')
      .whereRaw('digest IN (?)', [
        rowsSource(
          trx,
          STATE_COLUMNS.slice(0, 1),
          digests.map(digest => [digest]),
        ),
      ])
      .orderBy('digest')
      .forUpdate();
    const grown: Segment[] = [];
    const changed: Array<[string, number, string]> = [];
    let counted = 0;
    for (const row of rows) {
      const digest = Buffer.from(row.digest).toString('hex');
      const parsed: Epoch | null = JSON.parse(row.state);
      let epoch = parsed ?? undefined;
      for (const { start, point } of streams.get(digest) ?? []) {
        const result = addPoint({
          epoch,
          start,
          point,
          countFrom: this.#countFrom,
          keepMs: OUT_OF_ORDER_MS,
        });
        epoch = result.epoch;
        grown.push(...result.grown);
        counted += result.fresh ? 1 : 0;
      }
      if (epoch) {
        const last = epoch.points[epoch.points.length - 1];
        changed.push([digest, last.at, JSON.stringify(epoch)]);
      }
    }
    await trx.raw(
      `INSERT INTO llm_usage_streams (${names}) ? ON CONFLICT (digest) DO UPDATE SET last_at = excluded.last_at, state = excluded.state`,
      [rowsSource(trx, STATE_COLUMNS, changed)],
    );
    return { grown, counted };
  }
}

function scalesOf({ histograms }: Pick<UsagePoint, 'histograms'>) {
  return Object.entries(histograms).map(([series, { bounds }]) => ({
    series,
    bounds,
  }));
}

async function readScales(
  trx: Knex.Transaction,
  dictionary: UsageDictionary,
  segments: readonly Segment[],
) {
  const scales = segments.flatMap(({ to }) => scalesOf(to));
  const ids = await dictionary.scaleIds(scales, trx);
  const textOf = (series: string, bounds: readonly number[]) =>
    JSON.stringify([series, bounds]);
  const numbers = new Map(
    scales.map(({ series, bounds }, i) => [textOf(series, bounds), ids[i]]),
  );
  return (series: string, bounds: readonly number[]) => {
    const id = numbers.get(textOf(series, bounds));
    if (id === undefined) {
      throw new Error(`There is no scale of ${series}`);
    }
    return id;
  };
}
