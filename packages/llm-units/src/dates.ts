import { quote } from './quote';
import { failure, Result, success } from './result';

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Reads a day of the calendar in ISO 8601, such as `2027-06-30`. It stands for that day in UTC.
 *
 * @returns The same text: days in this form compare and sort as text
 * @public
 */
export function parseDate(value: unknown): Result<string> {
  const match = typeof value === 'string' ? FORM.exec(value) : null;
  if (!match) {
    return failure(
      'date-invalid',
      `is not a date: ${quote(value)}; write year, month and day as 2027-06-30`,
    );
  }
  // A day that does not exist rolls over into the next month.
  return dayOf(new Date(startOfDay(match[0]))) === match[0]
    ? success(match[0])
    : failure(
        'date-invalid',
        `is not a date: ${quote(value)}; the calendar has no such day`,
      );
}

/**
 * The day of a moment, in UTC.
 *
 * @param moment - A valid date
 * @public
 */
export function dayOf(moment: Date): string {
  return Number.isNaN(moment.getTime())
    ? ''
    : moment.toISOString().slice(0, 10);
}

/**
 * Days from one day to another; negative when the second comes first.
 *
 * @param from - A day as {@link parseDate} returns it
 * @param to - A day as {@link parseDate} returns it
 * @public
 */
export function daysBetween(from: string, to: string): number {
  return (startOfDay(to) - startOfDay(from)) / MILLISECONDS_PER_DAY;
}

/**
 * Writes a day for people: `Jun 30, 2027`, `30.06.2027`.
 *
 * @param day - A day as {@link parseDate} returns it
 * @public
 */
export function formatDate(
  day: string,
  options: { locale?: string } = {},
): string {
  return new Intl.DateTimeFormat(options.locale, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(startOfDay(day));
}

function startOfDay(day: string): number {
  const [year, month, date] = day.split('-').map(Number);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return new Date(Date.UTC(2000, month - 1, date)).setUTCFullYear(
    year,
    month - 1,
    date,
  );
}
