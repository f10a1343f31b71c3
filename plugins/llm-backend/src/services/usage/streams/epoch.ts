import { Histogram, LedgerCount } from '@modelyard/llm-measures';
import { KeyIds } from '../tables/UsageDictionary';
import { HOUR_MS } from '../tables/units';

/** A point of a stream as it is remembered. */
export interface StreamPoint {
  readonly at: number;
  readonly counts: Readonly<Partial<Record<LedgerCount, number>>>;
  readonly histograms: Readonly<Record<string, Histogram>>;
  /** Where what grew up to it is counted. */
  readonly key: KeyIds;
  readonly qualifiers: number;
  /** Counts that its sender only comes near. */
  readonly approximate?: readonly LedgerCount[];
}

/** What is remembered of a cumulative stream since its sender began: the points that later ones can still change. */
export interface Epoch {
  readonly start: number;
  /** In their order. */
  readonly points: readonly StreamPoint[];
  /** Whether points before the first one have been forgotten. */
  readonly trimmed: boolean;
}

/** What grew between two points, to be added or, where a point has come between them, taken away again. */
export interface Segment {
  readonly sign: 1 | -1;
  readonly start: number;
  /** Absent at the start of the sender, where all is zero. */
  readonly from?: StreamPoint;
  readonly to: StreamPoint;
}

/**
 * Takes a point of a cumulative stream. What is counted in the end depends on the points alone and not on the order in which they
 * come, as long as they come within `keepMs` of the newest.
 *
 * @param options - `countFrom` is how long before its first point a sender may have begun for all that it counted since to be
 * counted: of one that is older it is not known when that was
 * @returns `grown` is empty where the point says nothing new
 */
export function addPoint(options: {
  epoch: Epoch | undefined;
  start: number;
  point: StreamPoint;
  countFrom: number;
  keepMs: number;
}): { epoch: Epoch; grown: Segment[]; fresh: boolean } {
  const { start, point, countFrom, keepMs } = options;
  const epoch = options.epoch ?? { start, points: [], trimmed: false };
  const { points } = epoch;
  const found = points.findIndex(({ at }) => at >= point.at);
  const index = found < 0 ? points.length : found;
  const next: StreamPoint | undefined = points[index];
  const before: StreamPoint | undefined = points[index - 1];
  // What comes before all that is remembered is contained in it, and when it was can no longer be told.
  if (next?.at === point.at || (index === 0 && epoch.trimmed)) {
    return { epoch, grown: [], fresh: false };
  }
  const between = (
    sign: 1 | -1,
    from: StreamPoint | undefined,
    to: StreamPoint,
  ): Segment[] =>
    from || to.at - start <= countFrom
      ? [{ sign, start, ...(from && { from }), to }]
      : [];
  const grown = [
    ...(next ? between(-1, before, next) : []),
    ...between(1, before, point),
    ...(next ? between(1, point, next) : []),
  ];
  const inserted = [...points.slice(0, index), point, ...points.slice(index)];
  return {
    epoch: trim({ ...epoch, points: inserted }, keepMs),
    grown,
    fresh: !next || !before || !sameHour(before.at, next.at),
  };
}

/** Forgets points that change nothing any more: old ones, and those that no limit of hours lies beside. */
function trim(epoch: Epoch, keepMs: number): Epoch {
  const { points } = epoch;
  const horizon = points[points.length - 1].at - keepMs;
  const oldest = points.filter(({ at }) => at <= horizon).length - 1;
  const kept = oldest > 0 ? points.slice(oldest) : [...points];
  for (let index = kept.length - 2; index > 0; index -= 1) {
    const [a, b, c] = kept.slice(index - 1, index + 2);
    if (
      sameHour(a.at, c.at) &&
      b.key.id === c.key.id &&
      b.qualifiers === c.qualifiers &&
      grows(a, b) &&
      grows(b, c)
    ) {
      kept.splice(index, 1);
    }
  }
  return { ...epoch, points: kept, trimmed: epoch.trimmed || oldest > 0 };
}

/** Whether what lies between two moments, the later one included, lies in one hour. */
function sameHour(a: number, b: number): boolean {
  return Math.floor(a / HOUR_MS) === Math.ceil(b / HOUR_MS) - 1;
}

/** Whether all that the one counts the other counts as well, and not less of it. */
function grows(a: StreamPoint, b: StreamPoint): boolean {
  const names = Object.keys(a.counts) as LedgerCount[];
  return (
    names.length === Object.keys(b.counts).length &&
    names.every(name => (b.counts[name] ?? -1) >= (a.counts[name] ?? 0)) &&
    Object.keys(a.histograms).length === Object.keys(b.histograms).length &&
    Object.entries(a.histograms).every(([series, histogram]) =>
      contains(b.histograms[series], histogram),
    )
  );
}

/** Whether a histogram holds all observations of another. */
export function contains(a: Histogram | undefined, b: Histogram): boolean {
  return (
    a !== undefined &&
    a.bounds.length === b.bounds.length &&
    a.bounds.every((bound, index) => bound === b.bounds[index]) &&
    a.counts.every((count, index) => count >= b.counts[index])
  );
}
