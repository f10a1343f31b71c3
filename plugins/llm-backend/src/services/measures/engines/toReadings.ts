import {
  AnyReading,
  Histogram,
  histogramFromBuckets,
  Profile,
  profileReading,
  Provenance,
  seriesOf,
} from '@modelyard/llm-measures';
import { MeasureSeries } from '@modelyard/plugin-llm-node';
import { ReadingAsk, Span, stepKey } from '../reading/ReadingAsk';
import { failed, remark } from '../reading/readings';

/** What one query gave, and how its rows are told apart. */
export interface QueryAnswer {
  readonly ask: ReadingAsk;
  readonly profile: Profile;
  /** The label by whose values the rows are told apart. */
  readonly label?: string;
  /** The key of rows that no label tells apart. */
  readonly key: string;
  readonly steps?: readonly Span[];
  readonly series: readonly MeasureSeries[];
  /** The query as it was asked. */
  readonly query: string;
  readonly from: Provenance;
}

/** A value of one bucket or of the series itself. */
interface Row {
  readonly le?: string;
  readonly value: number;
}

/** The rows of an answer as readings, by their keys; a key without rows is not there. */
export function toReadings(answer: QueryAnswer): Map<string, AnyReading> {
  const rows = new Map<string, Row[]>();
  for (const { labels, samples } of answer.series) {
    for (const { at, value } of samples) {
      const key = keyOf(answer, labels, at);
      if (key !== undefined) {
        const known = rows.get(key) ?? [];
        rows.set(key, known);
        known.push({
          ...(Object.hasOwn(labels, 'le') && { le: labels.le }),
          value,
        });
      }
    }
  }
  return new Map(
    [...rows].map(([key, found]) => [key, readingOfRows(answer, found)]),
  );
}

/** Undefined for rows of a step that nobody asked for, and of a value that is not known. */
function keyOf(
  { label, key, steps }: QueryAnswer,
  labels: MeasureSeries['labels'],
  at: number,
): string | undefined {
  if (steps) {
    const step = steps.find(({ to }) => to === at);
    return step && stepKey(step.from);
  }
  if (label === undefined) {
    return key;
  }
  const value = Object.hasOwn(labels, label) ? labels[label] : '';
  return value === '' ? undefined : value;
}

function readingOfRows(answer: QueryAnswer, rows: readonly Row[]): AnyReading {
  return answer.ask.reads === 'histogram'
    ? histogramReading(answer, rows)
    : numberReading(answer, rows);
}

function numberReading(
  { ask, profile, query, from }: QueryAnswer,
  rows: readonly Row[],
): AnyReading {
  const values = rows.map(({ value }) => value);
  const value = together(ask, values);
  const reading = profileReading({
    profile,
    series: ask.series,
    answer: { ...from, query, value },
  });
  return Number.isNaN(value) || Number.isFinite(value)
    ? reading
    : remark(reading, {
        note: `the engine answered ${
          value > 0 ? '+Inf' : '-Inf'
        }, which is no figure`,
      });
}

/** An expression of an operator may give several rows, which are taken together as replicas are. */
function together(ask: ReadingAsk, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (seriesOf(ask.series).across) {
    case 'max':
      return Math.max(...values);
    case 'average':
      return sum / values.length;
    default:
      return ask.ask === 'busy' ? Math.max(...values) : sum;
  }
}

function histogramReading(
  { ask, profile, query, from }: QueryAnswer,
  rows: readonly Row[],
): AnyReading {
  const buckets = rows
    .filter(({ value }) => !Number.isNaN(value))
    .map(({ le = '', value }) => ({ le, count: value }));
  if (buckets.length === 0) {
    return {
      ...from,
      query,
      state: 'absent',
      absence: 'unknown',
      note: 'the engine answered NaN, which is no figure',
    };
  }
  const entry = profile.series[ask.series];
  const read = histogramFromBuckets({
    buckets,
    ...(entry?.scale !== undefined && { scale: entry.scale }),
  });
  if (!read.ok) {
    return {
      ...failed(
        read.issues[0].code,
        `The histogram ${ask.series} ${read.issues[0].message}`,
        from.sources,
      ),
      query,
    };
  }
  const reading: AnyReading = {
    ...from,
    query,
    state: 'read',
    value: read.value satisfies Histogram,
  };
  return entry?.approximate === undefined
    ? reading
    : remark(reading, {
        note: entry.approximate,
        qualifiers: ['approximate'],
      });
}
