/**
 * A figure that is not known exactly, as the least and the most that it can be; both are the same where it is exact. The
 * name of the field says the unit.
 *
 * @public
 */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const ZERO: Range = { low: 0, high: 0 };

export function exactly(value: number): Range {
  return { low: value, high: value };
}

export function addRanges(ranges: readonly Range[]): Range {
  let low = 0;
  let high = 0;
  for (const range of ranges) {
    low += range.low;
    high += range.high;
  }
  return { low, high };
}

export function scaleRange({ low, high }: Range, factor: number): Range {
  return { low: low * factor, high: high * factor };
}
