import {
  Histogram,
  isCheckCount,
  LedgerCount,
  ledgerCounts,
  usageCounts,
} from '@modelyard/llm-measures';
import {
  BucketIncrement,
  CheckIncrement,
  EdgeIncrement,
  Increments,
  NO_SUM_PLACE,
  RowIncrement,
  SUM_PLACE,
  UNSEEN_PLACE,
} from '../tables/applyIncrements';
import { onGrid } from '../tables/onGrid';
import { HOUR_MS, qualifierBits } from '../tables/units';
import { contains, Segment } from './epoch';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Row = Mutable<RowIncrement> & { counts: (number | null)[] };

/** The hours that segments lie in. */
export function hoursOfSegments(segments: readonly Segment[]): number[] {
  return [...new Set(segments.flatMap(segment => hoursOf(segment)))];
}

function hoursOf({ start, from, to }: Segment): number[] {
  const begin = from?.at ?? start;
  const first = Math.floor(begin / HOUR_MS);
  const last = Math.max(first, Math.ceil(to.at / HOUR_MS) - 1);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * Shares out by time, hour by hour, what streams have grown by, and says with each how much there was to share at its limits.
 * All shares are whole numbers or lie on a grid, so that what is taken away again leaves nothing.
 */
export function addSegments(
  segments: readonly Segment[],
  options: { scaleIdOf: (series: string, bounds: readonly number[]) => number },
): Increments {
  const rows = new Map<string, Row>();
  const checks = new Map<string, Mutable<CheckIncrement>>();
  const edges = new Map<string, Mutable<EdgeIncrement>>();
  const buckets = new Map<string, Mutable<BucketIncrement>>();
  for (const segment of segments) {
    const { sign, from, to } = segment;
    const share = sharesOf(segment);
    for (const [count, name] of ledgerCounts.entries()) {
      const value = to.counts[name];
      if (value !== undefined) {
        const grown = growthOf(from?.counts[name], value);
        for (const { hour, part, opens, closes } of share(grown)) {
          const keyId = to.key.id;
          const qualifiers = qualifiersOf(to, name);
          if (isCheckCount(name)) {
            const check = checkOf(checks, hour, keyId, count);
            check.n += sign * part;
            check.qualifiers |= qualifiers;
          } else {
            const row = rowOf(rows, hour, keyId, qualifiers);
            row.counts[count] = (row.counts[count] ?? 0) + sign * part;
          }
          if (grown > 0 && (opens || closes)) {
            const edge = edgeOf(edges, hour, keyId, count);
            edge.startEdge += opens ? sign * grown : 0;
            edge.endEdge += closes ? sign * grown : 0;
          }
        }
      }
    }
    for (const [series, histogram] of Object.entries(to.histograms)) {
      const scaleId = options.scaleIdOf(series, histogram.bounds);
      for (const [bucket, grown] of growthOfHistogram(
        from?.histograms[series],
        histogram,
      )) {
        for (const { hour, part } of share(grown)) {
          if (part !== 0) {
            const keyId = to.key.totalId;
            const place = `${hour}/${keyId}/${scaleId}/${bucket}`;
            const each = buckets.get(place);
            if (each) {
              each.n += sign * part;
            } else {
              const n = sign * part;
              buckets.set(place, { hour, keyId, scaleId, bucket, n });
            }
          }
        }
      }
    }
  }
  return {
    rows: [...rows.values()],
    checks: [...checks.values()],
    edges: [...edges.values()],
    buckets: [...buckets.values()],
  };
}

/** What a count grew by. One that fell has begun anew without its sender having said so. */
function growthOf(from: number | undefined, to: number): number {
  const after = onGrid(to);
  const before = onGrid(from ?? 0);
  return after >= before ? after - before : after;
}

function growthOfHistogram(
  from: Histogram | undefined,
  to: Histogram,
): Array<[bucket: number, grown: number]> {
  const before = from && contains(to, from) ? from : undefined;
  const sums = before ? before.sum !== undefined : true;
  return [
    ...to.counts.map((count, index): [number, number] => [
      index,
      count - (before?.counts[index] ?? 0),
    ]),
    to.sum !== undefined && sums
      ? [SUM_PLACE, onGrid(to.sum) - onGrid(before?.sum ?? 0)]
      : [NO_SUM_PLACE, 1],
    [UNSEEN_PLACE, Math.max(0, (to.unseen ?? 0) - (before?.unseen ?? 0))],
  ];
}

interface Share {
  readonly hour: number;
  readonly part: number;
  /** Whether a part of what was shared lies before the hour, or after it. */
  readonly opens: boolean;
  readonly closes: boolean;
}

function sharesOf(segment: Segment): (grown: number) => Share[] {
  const begin = segment.from?.at ?? segment.start;
  const length = segment.to.at - begin;
  const hours = hoursOf(segment);
  return grown => {
    const round = Number.isInteger(grown) ? Math.round : onGrid;
    // By the limits between the hours alone: what lies between two of them, or between none, is not shared out at all.
    const upTo = (index: number) => {
      if (index === 0) {
        return 0;
      }
      return index === hours.length
        ? grown
        : round((grown * (hours[index] * HOUR_MS - begin)) / length);
    };
    return hours.map((hour, index) => ({
      hour,
      part: upTo(index + 1) - upTo(index),
      opens: index > 0,
      closes: index < hours.length - 1,
    }));
  };
}

function rowOf(
  rows: Map<string, Row>,
  hour: number,
  keyId: number,
  qualifiers: number,
): Row {
  const text = `${hour}/${keyId}`;
  const row = rows.get(text) ?? {
    hour,
    keyId,
    counts: usageCounts.map((): number | null => null),
    qualifiers: 0,
  };
  row.qualifiers |= qualifiers;
  rows.set(text, row);
  return row;
}

const APPROXIMATE = qualifierBits(['approximate']);

function qualifiersOf(
  { qualifiers, approximate = [] }: Segment['to'],
  name: LedgerCount,
): number {
  return approximate.includes(name) ? qualifiers | APPROXIMATE : qualifiers;
}

function checkOf(
  checks: Map<string, Mutable<CheckIncrement>>,
  hour: number,
  keyId: number,
  count: number,
): Mutable<CheckIncrement> {
  const text = `${hour}/${keyId}/${count}`;
  const check = checks.get(text) ?? { hour, keyId, count, n: 0, qualifiers: 0 };
  checks.set(text, check);
  return check;
}

function edgeOf(
  edges: Map<string, Mutable<EdgeIncrement>>,
  hour: number,
  keyId: number,
  count: number,
): Mutable<EdgeIncrement> {
  const text = `${hour}/${keyId}/${count}`;
  const edge = edges.get(text) ?? {
    hour,
    keyId,
    count,
    unseen: 0,
    unbounded: 0,
    startEdge: 0,
    endEdge: 0,
  };
  edges.set(text, edge);
  return edge;
}
