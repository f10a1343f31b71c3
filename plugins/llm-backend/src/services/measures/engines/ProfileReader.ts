import {
  AnyReading,
  isSeriesId,
  Profile,
  profileReading,
  Provenance,
  qualifiersOf,
  query,
  QuerySelector,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
import { EngineSelectors, PLAIN_SELECTORS } from '../config/MeasuresConfig';
import { describeFailure } from '../reading/describeFailure';
import { ReadingAsk, Readings, Span, Waiting } from '../reading/ReadingAsk';
import {
  everywhere,
  failed,
  notInstrumented,
  remark,
} from '../reading/readings';
import { whyStale } from '../reading/whyStale';
import { HOUR, SECOND } from '../reading/windows';
import { EngineAsker, metricNames } from './EngineAsker';
import { labelOfDimension, Selection, selectorOf } from './selections';
import { toReadings } from './toReadings';

/** One source of one engine, and what is asked of it. */
interface ProfileAsk {
  readonly ask: ReadingAsk;
  readonly engine: MeasureEngine;
  readonly profile: Profile;
  readonly selection: Selection;
  readonly steps?: readonly Span[];
  readonly waiting: Waiting;
}

/** What limits the figures of an answer, and when they were taken. */
interface Circumstances {
  readonly from: Provenance;
  readonly note?: string;
}

/** Asks one engine for one series as one profile writes it. */
export class ProfileReader {
  readonly #asker: EngineAsker;
  readonly #selectors: ReadonlyMap<string, EngineSelectors>;

  static create(options: {
    asker: EngineAsker;
    selectors: ReadonlyMap<string, EngineSelectors>;
  }) {
    return new ProfileReader(options.asker, options.selectors);
  }

  private constructor(
    asker: EngineAsker,
    selectors: ReadonlyMap<string, EngineSelectors>,
  ) {
    this.#asker = asker;
    this.#selectors = selectors;
  }

  /** What fails is a reading as well. Rejects only with the reason of the client's signal. */
  async read(asked: ProfileAsk): Promise<Readings> {
    try {
      return await this.#read(asked);
    } catch (error) {
      asked.waiting.signal?.throwIfAborted();
      const { code, message } = describeFailure(error);
      const source = sourceName(asked);
      return everywhere(
        failed(
          code,
          code === 'timeout' && !message.includes(asked.engine.name)
            ? `${asked.engine.name}: ${message}`
            : message,
          [source],
        ),
      );
    }
  }

  async #read(asked: ProfileAsk): Promise<Readings> {
    const { ask, engine, profile, selection } = asked;
    const settings = this.#selectors.get(engine.name) ?? PLAIN_SELECTORS;
    if (settings.profiles && !settings.profiles.includes(profile.id)) {
      return everywhere(
        notInstrumented(
          'profile-not-chosen',
          `The engine ${engine.name} is not asked for ${profile.title}: llm.measures.selectors names other profiles`,
        ),
      );
    }
    const selector = selectorOf({
      selection,
      profile,
      series: ask.series,
      settings,
      ...(engine.clusters && { clusters: engine.clusters }),
    });
    if (!selector.ok) {
      return everywhere(notInstrumented('not-selectable', selector.reason));
    }
    const held = await this.#asker.names({
      engine,
      settings,
      profile,
      span: ask.span,
      waiting: asked.waiting,
    });
    const source = sourceName(asked);
    if (!isThere(profile, ask, held)) {
      return everywhere(
        held.size > 0
          ? {
              qualifiers: [],
              sources: [source],
              state: 'absent',
              absence: absenceOf(profile, ask),
            }
          : notInstrumented(
              'source-absent',
              `The engine ${engine.name} holds no series of ${profile.title}`,
            ),
      );
    }
    const entry = profile.series[ask.series];
    if (entry?.never !== undefined) {
      return everywhere(
        profileReading({
          profile,
          series: ask.series,
          answer: { qualifiers: [], sources: [source] },
        }),
      );
    }
    return this.#ask(asked, settings, held, selector);
  }

  async #ask(
    asked: ProfileAsk,
    settings: EngineSelectors,
    held: ReadonlySet<string>,
    selected: { selector: QuerySelector } & Pick<
      AnyReading,
      'qualifiers' | 'note'
    >,
  ): Promise<Readings> {
    const { ask, engine, profile, selection, steps, waiting } = asked;
    const { span } = ask;
    const byLabel =
      ask.by !== undefined && ask.by !== 'deployment' && ask.by !== 'version'
        ? ask.by
        : undefined;
    const windowSeconds = steps
      ? (steps[0].to - steps[0].from) / SECOND
      : (span.to - span.from) / SECOND;
    const written = query({
      profile,
      series: ask.series,
      selector: selected.selector,
      ask: ask.ask,
      windowSeconds,
      ...(byLabel && { by: [byLabel] }),
    });
    if (!written.ok) {
      const [{ code, message }] = written.issues;
      return everywhere(
        code === 'not-instrumented'
          ? notInstrumented(code, message)
          : failed(code, `The query for ${ask.series} ${message}`),
      );
    }
    const [text] = written.value;
    const [cached, circumstances] = await Promise.all([
      this.#asker.ask({
        engine,
        text,
        question: [
          profile.id,
          ask.series,
          ask.ask,
          ask.by,
          ask.step,
          selected.selector,
        ],
        span,
        steps,
        waiting,
      }),
      this.#circumstances(asked, settings, held, selected.selector),
    ]);
    const { value: answer } = cached;
    const qualifiers = qualifiersOf({
      now: span.to,
      scrapeIntervalMs: settings.scrapeIntervalMs,
      ...(circumstances.from.asOf !== undefined && {
        asOf: Date.parse(circumstances.from.asOf),
      }),
      incomplete: answer.partial,
      // What an engine computes over a window is extrapolated to its ends.
      estimated: ask.ask === 'increase' && ask.reads !== 'histogram',
    });
    const from: Provenance = {
      ...circumstances.from,
      qualifiers,
      sources: [sourceName(asked)],
    };
    const label = byLabel && labelOfDimension(profile, ask.series, byLabel);
    const remarks = [
      circumstances.note,
      selected.note,
      ...answer.warnings.map(warning => `the engine warns: ${warning}`),
    ].filter(note => note !== undefined);
    const finish = (reading: AnyReading): AnyReading =>
      whyStale(
        remark(reading, {
          qualifiers: selected.qualifiers,
          ...(remarks.length > 0 && { note: remarks.join('; ') }),
        }),
        cached,
      );
    const readings = toReadings({
      ask,
      profile,
      key: selection.key,
      query: text,
      series: cached.value.series,
      from,
      ...(label !== undefined && { label }),
      ...(steps && { steps }),
    });
    return {
      of: new Map([...readings].map(([key, each]) => [key, finish(each)])),
      otherwise: finish({
        ...from,
        query: text,
        state: 'absent',
        absence: absenceOf(profile, ask),
      }),
    };
  }

  /** When the newest sample of a source was taken, of what is measured up to now. */
  async #circumstances(
    asked: ProfileAsk,
    settings: EngineSelectors,
    held: ReadonlySet<string>,
    selector: QuerySelector,
  ): Promise<Circumstances> {
    const { ask, engine, profile, waiting } = asked;
    const { span } = ask;
    const nothing: Provenance = { qualifiers: [], sources: [] };
    const end = new Date(span.to).toISOString();
    if (!span.live) {
      return { from: { ...nothing, asOf: end } };
    }
    const series = witnessOf(asked, settings, held, selector);
    const written = query({
      profile,
      series,
      selector,
      ask: 'newest',
      windowSeconds: HOUR / SECOND,
    });
    if (!written.ok || written.value.length === 0) {
      return { from: nothing };
    }
    const { value } = await this.#asker.ask({
      engine,
      text: written.value[0],
      question: [profile.id, series, 'newest', selector],
      span: { from: span.to - HOUR, to: span.to, name: 'newest', live: true },
      waiting,
    });
    const newest = value.series[0]?.samples[0]?.value;
    if (newest !== undefined && Number.isFinite(newest)) {
      return {
        from: { ...nothing, asOf: new Date(newest * SECOND).toISOString() },
      };
    }
    // Older than an hour, by how much is not worth a query.
    return {
      from: {
        ...nothing,
        asOf: new Date(
          span.to - Math.max(HOUR, 6 * settings.scrapeIntervalMs),
        ).toISOString(),
      },
      note: 'there was no sample within the last hour',
    };
  }
}

function sourceName({
  engine,
  profile,
}: Pick<ProfileAsk, 'engine' | 'profile'>): string {
  return `${engine.name}/${profile.id}`;
}

/** An expression may use any name; what cannot happen needs none. Both are there where the source is. */
function isThere(
  profile: Profile,
  ask: ReadingAsk,
  held: ReadonlySet<string>,
): boolean {
  const names = metricNames(profile, ask.series);
  return names.length === 0
    ? held.size > 0 || isOnlyExpressions(profile)
    : names.some(name => held.has(name));
}

/** A profile of nothing but expressions has no names that could be looked for. */
function isOnlyExpressions(profile: Profile): boolean {
  return Object.values(profile.series).every(
    entry => entry === undefined || entry.expression !== undefined,
  );
}

function absenceOf(profile: Profile, ask: ReadingAsk): 'zero' | 'unknown' {
  return profile.series[ask.series]?.born === 'at-first-event'
    ? 'zero'
    : 'unknown';
}

/** A series whose newest sample is that of the source: one for all that are selected alike, so that it is asked for once. */
function witnessOf(
  { ask, profile, engine, selection }: ProfileAsk,
  settings: EngineSelectors,
  held: ReadonlySet<string>,
  selector: QuerySelector,
): SeriesId {
  const text = JSON.stringify(selector);
  return (
    Object.keys(profile.series)
      .filter(isSeriesId)
      .find(series => {
        const other = selectorOf({
          selection,
          profile,
          series,
          settings,
          ...(engine.clusters && { clusters: engine.clusters }),
        });
        return (
          profile.series[series]?.born !== 'at-first-event' &&
          metricNames(profile, series).some(name => held.has(name)) &&
          other.ok &&
          JSON.stringify(other.selector) === text
        );
      }) ?? ask.series
  );
}
