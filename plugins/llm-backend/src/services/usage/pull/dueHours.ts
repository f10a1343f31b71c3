import { periodStart } from '@modelyard/llm-measures';
import { KnownHour } from '../HourStore';

const HOUR = 3_600_000;
/** For so long an engine may find a part again that it had lost. */
const PARTIAL_AGAIN = 24 * HOUR;

/** Consecutive hours: from the beginning of the first to the end of the last, in milliseconds since 1970. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which hours have to be read: those that are missing, those of which late samples may have come since, once an hour, and
 * those of which the engine had lost a part.
 *
 * @returns Beginnings of the hours, the newest first
 */
export function dueHours(options: {
  readonly known: readonly KnownHour[];
  readonly range: HourRange;
  readonly rereadMs: number;
  readonly now: number;
}): number[] {
  const { known, range, rereadMs, now } = options;
  const byHour = new Map(
    known.map(hour => [periodStart(hour.period), hour] as const),
  );
  const due: number[] = [];
  for (let hour = range.to - HOUR; hour >= range.from; hour -= HOUR) {
    const read = byHour.get(hour);
    const end = hour + HOUR;
    const isNew = !read;
    const isRested = read !== undefined && now - read.readAt >= HOUR;
    const mayHaveGrown = read !== undefined && read.readAt - end < rereadMs;
    const mayHaveHealed =
      read !== undefined &&
      read.qualifiers.includes('partial') &&
      now - end < PARTIAL_AGAIN;
    if (isNew || (isRested && (mayHaveGrown || mayHaveHealed))) {
      due.push(hour);
    }
  }
  return due;
}

/**
 * Takes consecutive hours from the beginning of a list, at most so many.
 *
 * @param hours - Beginnings of hours, the newest first; those that are taken are removed. There is one at least
 */
export function takeRange(hours: number[], most: number): HourRange {
  const to = hours[0] + HOUR;
  let from = hours[0];
  let taken = 1;
  while (taken < most && hours[taken] === from - HOUR) {
    from = hours[taken];
    taken += 1;
  }
  hours.splice(0, taken);
  return { from, to };
}
