import {
  isSeriesId,
  Profile,
  query,
  QueryAsk,
  SeriesId,
  seriesOf,
} from '@modelyard/llm-measures';
import { parser } from '@prometheus-io/lezer-promql';

/** A series of a profile whose PromQL no engine takes. */
export interface BadQuery {
  readonly series: SeriesId;
  /** With the query, for people. */
  readonly reason: string;
}

const ASKS = {
  counter: ['increase', 'newest'],
  amount: ['increase'],
  histogram: ['increase'],
  gauge: ['average', 'maximum', 'latest', 'busy'],
} as const satisfies Record<string, readonly QueryAsk[]>;

/** Writes what will be asked of each series of a profile, and has it parsed by the grammar of Prometheus. */
export function findBadQuery(profile: Profile): BadQuery | undefined {
  for (const series of Object.keys(profile.series).filter(isSeriesId)) {
    for (const ask of ASKS[seriesOf(series).kind]) {
      const written = query({
        profile,
        series,
        ask,
        selector: {
          labels: [{ label: 'cluster', is: 'equal', to: ['a', 'b'] }],
        },
        windowSeconds: 3600,
        quotedLabels: true,
      });
      // What an expression cannot be asked for is not asked.
      if (!written.ok && written.issues[0].code !== 'not-instrumented') {
        return { series, reason: `it ${written.issues[0].message}` };
      }
      for (const text of written.ok ? written.value : []) {
        const place = placeOfError(text);
        if (place !== undefined) {
          return {
            series,
            reason: `it makes a query that is no PromQL, from character ${
              place + 1
            } on: ${text}`,
          };
        }
      }
    }
  }
  return undefined;
}

/** Where a text stops to be PromQL; undefined where it is. */
export function placeOfError(text: string): number | undefined {
  let place: number | undefined;
  parser.parse(text).iterate({
    enter: node => {
      if (node.type.isError) {
        place ??= node.from;
      }
    },
  });
  return place;
}
