import { failure, Result, success } from '@modelyard/llm-units';
import { Bounds } from '../result/MeasureResult';
import { Histogram, sameBound, total } from './Histogram';

/**
 * A figure that buckets pin down only so far.
 *
 * @public
 */
export interface Estimate {
  /** Interpolated within the bucket; the bound itself where the bucket has only one. */
  readonly value: number;
  /** The bucket that contains it; a side that is absent is not known. */
  readonly bounds: Bounds;
}

/**
 * How many observations a histogram has seen.
 *
 * @public
 */
export function countOf(histogram: Histogram): number {
  return total(histogram.counts);
}

/**
 * The quantile of what was observed, by the nearest rank: the least observation that at least the given share does not
 * exceed. The bucket contains it for certain; the value is interpolated in the bucket, as if observations lay evenly.
 * Where observations may be missing the bounds hold wherever those fell.
 *
 * @param options - `quantile` above 0 and at most 1
 * @returns Undefined where nothing was observed
 * @public
 */
export function quantileOf(options: {
  histogram: Histogram;
  quantile: number;
}): Estimate | undefined {
  const { histogram, quantile } = options;
  const seen = countOf(histogram);
  if (!(seen > 0)) {
    return undefined;
  }
  const rank = rankOf(quantile, seen);
  const unseen = histogram.unseen ?? 0;
  const rankAmongAll = rankOf(quantile, seen + unseen);
  // The quantile is least when all that was missed lies below what was seen, and greatest when it lies above.
  const least = rankAmongAll - unseen;
  const low = lowerBound(
    histogram,
    least > 0 ? bucketOf(histogram, least).index : 0,
  );
  const high =
    rankAmongAll > seen
      ? undefined
      : histogram.bounds[bucketOf(histogram, rankAmongAll).index];
  return {
    value: interpolate(histogram, bucketOf(histogram, rank), rank),
    bounds: {
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
    },
  };
}

/**
 * As whole observations, forgiving what a product of floating point numbers is too large. Increases that a source
 * extrapolated are not whole, and have no nearest rank.
 */
function rankOf(quantile: number, count: number): number {
  return Number.isInteger(count)
    ? Math.ceil(quantile * count - 1e-9 * count)
    : quantile * count;
}

interface Bucket {
  readonly index: number;
  /** Observations below the bucket. */
  readonly before: number;
}

function bucketOf(histogram: Histogram, rank: number): Bucket {
  let before = 0;
  let last: Bucket = { index: histogram.counts.length - 1, before: 0 };
  for (const [index, count] of histogram.counts.entries()) {
    if (count > 0) {
      last = { index, before };
      if (before + count >= rank * (1 - 1e-12)) {
        return last;
      }
    }
    before += count;
  }
  return last;
}

/** Durations and counts are not negative: a lowest bucket with a positive bound begins at zero. */
function lowerBound(histogram: Histogram, index: number): number | undefined {
  if (index > 0) {
    return histogram.bounds[index - 1];
  }
  return histogram.bounds.length === 0 || histogram.bounds[0] > 0
    ? 0
    : undefined;
}

function interpolate(
  histogram: Histogram,
  { index, before }: Bucket,
  rank: number,
): number {
  const low = lowerBound(histogram, index);
  const high =
    index < histogram.bounds.length ? histogram.bounds[index] : undefined;
  if (low === undefined || high === undefined) {
    return low ?? high ?? 0;
  }
  const share = (rank - before) / histogram.counts[index];
  return low + (high - low) * Math.min(1, Math.max(0, share));
}

/**
 * The mean of what was observed. It is exact as far as the histogram is.
 *
 * @returns Undefined where nothing was observed or the sum is not known
 * @public
 */
export function meanOf(histogram: Histogram): number | undefined {
  const count = countOf(histogram);
  return histogram.sum === undefined || !(count > 0)
    ? undefined
    : histogram.sum / count;
}

/**
 * The share of observations up to a threshold. The threshold must be a bound of the histogram: within a bucket it is not
 * known how many lie on which side.
 *
 * @returns Undefined as value where nothing was observed; an issue where no bound equals the threshold
 * @public
 */
export function shareUpTo(options: {
  histogram: Histogram;
  threshold: number;
}): Result<Estimate | undefined> {
  const { histogram, threshold } = options;
  const index = histogram.bounds.findIndex(bound =>
    sameBound(bound, threshold),
  );
  if (index < 0) {
    const below = histogram.bounds.filter(bound => bound < threshold).pop();
    const above = histogram.bounds.find(bound => bound > threshold);
    const near = [below, above].filter(bound => bound !== undefined);
    return failure(
      'threshold-between-bounds',
      `is not a bound of the histogram, so that the share up to ${threshold} is not known; the nearest bounds are ${
        near.join(' and ') || 'none'
      }`,
    );
  }
  const seen = countOf(histogram);
  if (!(seen > 0)) {
    return success(undefined);
  }
  const below = total(histogram.counts.slice(0, index + 1));
  const unseen = histogram.unseen ?? 0;
  return success({
    value: below / seen,
    bounds: {
      low: below / (seen + unseen),
      high: (below + unseen) / (seen + unseen),
    },
  });
}
