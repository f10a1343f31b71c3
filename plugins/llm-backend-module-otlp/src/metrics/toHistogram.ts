import { Histogram } from '@modelyard/llm-measures';
import { Point } from '../decode/points';

/**
 * Exponents of the bounds that exponential histograms get: from about 1 ms to 2 h 17 min in seconds, two bounds for each
 * power. Those of a sender change while its stream lives, and unequal ones cannot be compared or added.
 */
const LOWEST = -10;
const HIGHEST = 13;
const PER_POWER = 2;

/**
 * The buckets of a point in the unit of a series.
 *
 * @param scale - What a value is multiplied by
 * @returns Undefined where the buckets are too coarse for ours, so that their observations could only be guessed
 */
export function toHistogram(
  { count, sum, explicit, exponential }: Point,
  scale: number,
): Histogram | undefined {
  const total = sum === undefined ? {} : { sum: sum * scale };
  if (explicit) {
    return explicit.counts.length === 0
      ? { bounds: [], counts: [count ?? 0], ...total }
      : {
          bounds: explicit.bounds.map(bound => bound * scale),
          counts: explicit.counts,
          ...total,
        };
  }
  if (!exponential || exponential.scale < 1) {
    return undefined;
  }
  // In the unit of the sender, so that a bound of its own stays one; other units only begin at another power.
  const lowest = (LOWEST - Math.round(Math.log2(scale))) * PER_POWER;
  const bounds = Array.from(
    { length: (HIGHEST - LOWEST) * PER_POWER + 1 },
    (_, index) => 2 ** ((lowest + index) / PER_POWER) * scale,
  );
  const counts = new Array<number>(bounds.length + 1).fill(0);
  counts[0] += exponential.zero;
  exponential.counts.forEach((observations, index) => {
    const upper = Math.ceil(
      (exponential.offset + index + 1) / 2 ** (exponential.scale - 1),
    );
    const bucket = Math.min(Math.max(upper - lowest, 0), bounds.length);
    counts[bucket] += observations;
  });
  return { bounds, counts, ...total };
}
