import { CUMULATIVE, DELTA, Point } from '../decode/points';

/** How far the clock of a sender may be ahead, in milliseconds. */
const CLOCK_AHEAD = 600_000;

/** Why a point cannot be counted; undefined where it can. */
export function findFault(point: Point, now: number): string | undefined {
  const { metric, start, at, value, count, sum, explicit, exponential } = point;
  if (metric.temporality !== DELTA && metric.temporality !== CUMULATIVE) {
    return 'has no temporality';
  }
  if (!(at > 0) || !(start > 0) || start > at) {
    return 'has no start or end, or ends before it starts';
  }
  if (at > now + CLOCK_AHEAD) {
    return 'ends more than 10 minutes in the future';
  }
  if (!explicit && !exponential) {
    return value !== undefined && value >= 0 && Number.isFinite(value)
      ? undefined
      : 'has no value, or one below zero';
  }
  if (count === undefined || !(count >= 0)) {
    return 'has no number of observations';
  }
  if (sum !== undefined && !(sum >= 0 && Number.isFinite(sum))) {
    return 'has a sum that cannot be';
  }
  return bucketFault(point, count);
}

function bucketFault(
  { explicit, exponential }: Point,
  count: number,
): string | undefined {
  if (exponential?.negative) {
    return 'has observations below zero';
  }
  const counts = explicit
    ? explicit.counts
    : [exponential?.zero ?? 0, ...(exponential?.counts ?? [])];
  if (explicit && counts.length > 0) {
    const { bounds } = explicit;
    if (counts.length !== bounds.length + 1) {
      return 'has not one bucket more than it has bounds';
    }
    if (bounds.some((bound, i) => !(i === 0 || bound > bounds[i - 1]))) {
      return 'has bounds that do not ascend';
    }
  }
  if (counts.length === 0) {
    return undefined;
  }
  return counts.every(each => each >= 0) &&
    counts.reduce((all, each) => all + each, 0) === count
    ? undefined
    : 'has buckets that do not add up to its number of observations';
}
