import { isSeriesId, seriesTable } from '@modelyard/llm-measures';
import { InputError } from '@backstage/errors';

/**
 * Upper bounds of what is observed call by call, in the unit of its series. They are fine enough that objectives which people
 * set, such as 500 ms or 2 s, are bounds themselves: whether those were met is then known and not interpolated.
 */
const BOUNDS: Readonly<Record<string, readonly number[]>> = {
  seconds: [
    0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06,
    0.075, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 0.8, 1, 1.25,
    1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 90,
    120, 180, 240, 300, 480, 600, 900, 1800, 3600,
  ],
  factor: [
    0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9,
    1, 1.25, 1.5, 2, 3, 5, 10,
  ],
};

/**
 * The bounds by which observations of a series are counted.
 *
 * @throws InputError where the series has no histogram
 */
export function observationBounds(series: string): readonly number[] {
  const definition = isSeriesId(series) ? seriesTable[series] : undefined;
  const bounds =
    definition?.kind === 'histogram' ? BOUNDS[definition.unit] : undefined;
  if (!bounds) {
    throw new InputError(
      `A call has an observation of ${JSON.stringify(
        series.slice(0, 100),
      )}, of which there is no histogram`,
    );
  }
  return bounds;
}

/** The bucket that a value falls into: of those that are not below it the first. */
export function bucketOf(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= bounds[middle]) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
