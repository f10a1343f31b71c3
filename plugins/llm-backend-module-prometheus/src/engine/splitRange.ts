import { MeasureSpan } from '@modelyard/plugin-llm-node';
import { EngineFailures } from '../http/EngineFailures';

/** Points of a series that Prometheus gives at once. */
export const POINTS_AT_ONCE = 11_000;
const MOST_PIECES = 50;

/**
 * Cuts a range into pieces of so many points as an engine gives at once; the points are those of the whole.
 *
 * @throws MeasureEngineError where it makes no sense, or has too many points
 */
export function splitRange(
  range: MeasureSpan & { readonly step: number },
  failures: EngineFailures,
): MeasureSpan[] {
  const { start, end, step } = range;
  if (
    ![start, end, step].every(Number.isSafeInteger) ||
    step <= 0 ||
    end < start
  ) {
    throw failures.make(
      'bad-query',
      'is asked for a range without an order: start, end and step are whole milliseconds, the step is more than 0, and the end is not before the start',
    );
  }
  const points = Math.floor((end - start) / step) + 1;
  const pieces = Math.ceil(points / POINTS_AT_ONCE);
  if (pieces > MOST_PIECES) {
    throw failures.make(
      'too-large',
      `is asked for ${points} points a series, and at most ${
        MOST_PIECES * POINTS_AT_ONCE
      } are read: ask for less time or a longer step`,
    );
  }
  return Array.from({ length: pieces }, (_, piece) => {
    const first = piece * POINTS_AT_ONCE;
    const last = Math.min(first + POINTS_AT_ONCE, points) - 1;
    return { start: start + first * step, end: start + last * step };
  });
}
