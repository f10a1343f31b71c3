/**
 * Numbers, units, money and dates as the reader's language writes them. All
 * functions answer with text that carries its unit.
 *
 * @public
 */
export interface Formats {
  /** `1,024` */
  number(value: number): string;
  /** `70.6B`: large counts, three significant digits. */
  count(value: number): string;
  /** `99.9%` from `0.999`. */
  percent(ratio: number): string;
  /** Binary multiples: `131.4 GiB`. */
  bytes(value: number): string;
  /** `€0.40`: as many digits as the price has, at least two. */
  money(value: number, currency: string): string;
  /** Milliseconds: `500 ms`, `1.5 s`. */
  milliseconds(value: number): string;
  /** A day: `Jan 1, 2027`. An ISO day is the same day in every time zone. */
  day(value: string | Date): string;
  /** A moment with its time of day, in the reader's time zone. */
  dateTime(value: Date): string;
  /** `2 min. ago`, `in 3 days`: the distance to `now`. */
  age(value: Date, now?: Date): string;
  /** `a, b and c` */
  list(values: readonly string[]): string;
}

const KIBI = 1024;
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const ageUnits: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/**
 * Makes the formats of one language.
 *
 * @param locale - a BCP 47 tag such as `de`; the runtime's own when absent
 * @throws RangeError when the tag is malformed
 * @public
 */
export function createFormats(locale?: string): Formats {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const count = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 3,
  });
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const relative = new Intl.RelativeTimeFormat(locale, {
    numeric: 'auto',
    style: 'short',
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  return {
    number: value => number.format(value),
    count: value => count.format(value),
    percent: ratio => percent.format(ratio),
    bytes: value => {
      const power = Math.min(
        value < KIBI ? 0 : Math.floor(Math.log(value) / Math.log(KIBI)),
        byteUnits.length - 1,
      );
      return `${oneDigit.format(value / KIBI ** power)} ${byteUnits[power]}`;
    },
    money: (value, currency) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        // A price of 0.0125 per million tokens must not read as 0.01.
        maximumFractionDigits: 6,
      }).format(value),
    milliseconds: value =>
      value < 1000
        ? `${number.format(value)} ms`
        : `${oneDigit.format(value / 1000)} s`,
    day: value =>
      day.format(typeof value === 'string' ? new Date(value) : value),
    dateTime: value => dateTime.format(value),
    age: (value, now = new Date()) => {
      const seconds = (value.getTime() - now.getTime()) / 1000;
      const [unit, size] =
        ageUnits.find(([, length]) => Math.abs(seconds) >= length) ??
        ageUnits[ageUnits.length - 1];
      return relative.format(Math.trunc(seconds / size), unit);
    },
    list: values => list.format(values),
  };
}
