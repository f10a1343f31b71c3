import { failure, Result, success } from '@modelyard/llm-units';

/**
 * How observations fell into buckets, as increases over a window.
 *
 * @public
 */
export interface Histogram {
  /** Upper bounds, ascending and finite; a last bucket without upper bound follows them. */
  readonly bounds: readonly number[];
  /** Observations in each bucket alone, one more than there are bounds. */
  readonly counts: readonly number[];
  /** Sum of what was observed, in the unit of the bounds. */
  readonly sum?: number;
  /** Observations that there may have been besides, of which it is not known where they fell. */
  readonly unseen?: number;
}

/**
 * Relative difference at which two bounds are the same: they were written and read as text, and scaled. A scraper may write
 * 1 as `1` or `1.0`.
 */
const SAME = 1e-9;

export function sameBound(a: number, b: number): boolean {
  return (
    a === b ||
    (Number.isFinite(a) &&
      Number.isFinite(b) &&
      Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b)))
  );
}

/**
 * Reads the buckets of a classic histogram, which count all that is less than or equal to their label.
 *
 * @param options - `buckets` by their label `le` in any order; `sum` of what was observed; `scale` turns the unit of the
 * source into that of the result
 * @returns An issue where a bucket is missing or they contradict each other
 * @public
 */
export function histogramFromBuckets(options: {
  buckets: readonly { le: string; count: number }[];
  sum?: number;
  scale?: number;
}): Result<Histogram> {
  const { buckets, sum, scale = 1 } = options;
  const sorted = buckets
    .map(({ le, count }) => ({ bound: boundOf(le), le, count }))
    .sort((a, b) => a.bound - b.bound);
  const unreadable = sorted.find(
    ({ bound, count }) => Number.isNaN(bound) || !(count >= 0),
  );
  if (unreadable) {
    return failure(
      'bucket-invalid',
      `has a bucket with the bound ${JSON.stringify(
        unreadable.le,
      )} and the count ${unreadable.count}`,
    );
  }
  if (sorted.length === 0 || sorted[sorted.length - 1].bound !== Infinity) {
    return failure(
      'bucket-missing',
      'has no bucket with the bound +Inf, so that it is not known how many observations there were',
    );
  }
  const bounds: number[] = [];
  const counts: number[] = [];
  let before = 0;
  for (const [index, { bound, count, le }] of sorted.entries()) {
    if (index > 0 && sorted[index - 1].bound === bound) {
      return failure('bucket-twice', `has two buckets with the bound ${le}`);
    }
    // Increases that a source computes are floating point numbers, which may fall by less than they are precise.
    if (count < before * (1 - SAME)) {
      return failure(
        'bucket-falls',
        `has fewer observations up to ${le} than up to the bound before: ${count} and ${before}`,
      );
    }
    counts.push(Math.max(0, count - before));
    before = Math.max(before, count);
    if (bound !== Infinity) {
      bounds.push(bound * scale);
    }
  }
  return success({
    bounds,
    counts,
    ...(sum !== undefined && Number.isFinite(sum) && { sum: sum * scale }),
  });
}

/** The upper bound that the label of a bucket says; NaN where it says none. */
export function boundOf(le: string): number {
  if (/^\+?Inf$/i.test(le)) {
    return Infinity;
  }
  return le.trim() === '' || !Number.isFinite(Number(le)) ? NaN : Number(le);
}

/**
 * Reads the buckets of a histogram that says both ends of each: the native histograms of Prometheus and those of
 * VictoriaMetrics with `vmrange`. What lies between two buckets is a bucket without observations.
 *
 * @returns An issue where buckets overlap or contradict themselves
 * @public
 */
export function histogramFromRanges(options: {
  ranges: readonly { low: number; high: number; count: number }[];
  sum?: number;
  scale?: number;
}): Result<Histogram> {
  const { ranges, sum, scale = 1 } = options;
  const bounds: number[] = [];
  const counts: number[] = [];
  const sorted = [...ranges].sort((a, b) => a.low - b.low);
  for (const { low, high, count } of sorted) {
    if (!(low < high) || !(count >= 0) || low === Infinity) {
      return failure(
        'bucket-invalid',
        `has a bucket from ${low} to ${high} with the count ${count}`,
      );
    }
    const end = bounds[bounds.length - 1] ?? -Infinity;
    if (low < end && !sameBound(low, end)) {
      return failure(
        'bucket-overlaps',
        `has a bucket from ${low}, where the one before ends at ${end}`,
      );
    }
    if (low > end && !sameBound(low, end)) {
      bounds.push(low);
      counts.push(0);
    }
    bounds.push(high);
    counts.push(count);
  }
  const open = bounds[bounds.length - 1] === Infinity;
  return success({
    bounds: (open ? bounds.slice(0, -1) : bounds).map(bound => bound * scale),
    counts: open ? counts : [...counts, 0],
    ...(sum !== undefined && Number.isFinite(sum) && { sum: sum * scale }),
  });
}

/**
 * Adds histograms. Only equal bounds are added: to shift observations between buckets would be to invent them.
 *
 * @returns An issue that names the bounds where they differ, or where there is none to add
 * @public
 */
export function mergeHistograms(
  histograms: readonly Histogram[],
): Result<Histogram> {
  if (histograms.length === 0) {
    return failure('histogram-none', 'are none: there is nothing to add');
  }
  const [first, ...rest] = histograms;
  const other = rest.find(
    ({ bounds }) =>
      bounds.length !== first.bounds.length ||
      bounds.some((bound, index) => !sameBound(bound, first.bounds[index])),
  );
  if (other) {
    return failure(
      'histogram-bounds',
      `have different bounds and cannot be added: ${list(
        first.bounds,
      )} and ${list(other.bounds)}`,
    );
  }
  const sums = histograms.flatMap(({ sum }) =>
    sum === undefined ? [] : [sum],
  );
  const unseen = total(histograms.map(each => each.unseen ?? 0));
  return success({
    bounds: first.bounds,
    counts: first.counts.map((_, index) =>
      total(histograms.map(({ counts }) => counts[index])),
    ),
    // A sum of which a part is missing would give a mean that is too low.
    ...(sums.length === histograms.length && { sum: total(sums) }),
    ...(unseen > 0 && { unseen }),
  });
}

function list(bounds: readonly number[]): string {
  return `[${bounds.join(', ')}]`;
}

// In one order, so that the sum does not depend on that of the histograms.
export function total(values: readonly number[]): number {
  return [...values]
    .sort((a, b) => a - b)
    .reduce((sum, value) => sum + value, 0);
}
