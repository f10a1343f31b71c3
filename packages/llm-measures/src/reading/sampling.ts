import { Bounds } from '../result/MeasureResult';

/** Standard deviations that make an interval of 95 %, two-sided. */
const TWO_SIDED_95 = 1.959964;

/**
 * The share of failures in a sample, with the interval of Wilson at 95 %: it does not collapse to a point when nothing or
 * everything failed. Source: E. B. Wilson, "Probable inference", J. Am. Stat. Assoc. 22 (1927).
 *
 * @param options - `hits` of `of` that were looked at; `of` is more than zero
 * @public
 */
export function shareOfSample(options: { hits: number; of: number }): {
  value: number;
  bounds: Required<Bounds>;
} {
  const { hits, of } = options;
  const share = hits / of;
  const z2 = TWO_SIDED_95 ** 2;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half =
    (TWO_SIDED_95 *
      Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))) /
    (1 + z2 / of);
  return {
    value: share,
    bounds: {
      low: Math.max(0, Math.min(share, middle - half)),
      high: Math.min(1, Math.max(share, middle + half)),
    },
  };
}

/**
 * How many there were when only a declared share of them was kept: an estimate, whose interval holds the truth at about
 * 99.7 % where each was kept or dropped independently.
 *
 * @param options - `kept` of them were seen; `ratio` is the share that the sender declares, above 0 and at most 1
 * @returns No bounds beyond the value itself where nothing was dropped
 * @public
 */
export function countFromSample(options: { kept: number; ratio: number }): {
  value: number;
  bounds: Required<Bounds>;
} {
  const { kept, ratio } = options;
  if (ratio === 1) {
    return { value: kept, bounds: { low: kept, high: kept } };
  }
  // Roots of (kept - n p)² = 9 n p (1 - p): the counts that would have given what was kept within three deviations.
  const spread = 9 * (1 - ratio);
  const half = Math.sqrt(spread * (4 * kept + spread));
  return {
    value: kept / ratio,
    bounds: {
      low: Math.max(kept, (2 * kept + spread - half) / (2 * ratio)),
      high: (2 * kept + spread + half) / (2 * ratio),
    },
  };
}
