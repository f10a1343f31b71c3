import {
  formatBytes,
  formatCount,
  formatDate,
  formatDuration,
  formatMoney,
  formatNumber,
  formatRatio,
  money,
} from '@modelyard/llm-units';

/**
 * Numbers, units, money and dates as the reader's language writes them. All
 * functions answer with text that carries its unit.
 *
 * @public
 */
export interface Formats {
  /** `1,024`, at most three digits after the point. */
  number(value: number): string;
  /** `70.6B`: large counts in short. */
  count(value: number): string;
  /** `99.9%` from `0.999`. */
  percent(ratio: number): string;
  /** Binary multiples of a number of bytes: `131.4 GiB`. */
  bytes(value: number): string;
  /** `€0.40`: as many digits as the price has, at least the currency's own. */
  money(value: number, currency: string): string;
  /** `€1,310.25`: a sum, with the digits of its currency; more only below its smallest coin. */
  amount(value: number, currency: string): string;
  /** A duration in milliseconds: `500 ms`, `1.5 s`. */
  duration(milliseconds: number): string;
  /** A day: `Jan 1, 2027`. An ISO day is the same day in every time zone. */
  day(value: string): string;
  /** A day in short, without its year: `Jan 1`. Takes an ISO day. */
  shortDay(value: string): string;
  /** The time of day of a moment, in the reader's time zone: `2:00 PM`. */
  time(value: Date): string;
  /** The month of a moment in UTC: `November`. */
  month(value: Date): string;
  /** A moment with its time of day, in the reader's time zone. */
  dateTime(value: Date): string;
  /** `2 minutes ago`, `in 3 days`: the distance to `now`. */
  age(value: Date, now?: Date): string;
  /** `a, b, and c` */
  list(values: readonly string[]): string;
}

const SECONDS_PER_DAY = 24 * 3600;

const ageUnits: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 365 * SECONDS_PER_DAY],
  ['month', 30 * SECONDS_PER_DAY],
  ['day', SECONDS_PER_DAY],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/**
 * Makes the formats of one language.
 *
 * @param locale - a BCP 47 tag such as `de`; the browser's own when absent
 * @throws RangeError when the tag is malformed
 * @public
 */
export function createFormats(locale?: string): Formats {
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  // An ISO day begins at midnight UTC, and must not become the day before.
  const shortDay = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const month = new Intl.DateTimeFormat(locale, {
    month: 'long',
    timeZone: 'UTC',
  });
  const relative = new Intl.RelativeTimeFormat(locale, {
    numeric: 'auto',
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  return {
    number: value => formatNumber(value, { locale, maximumFractionDigits: 3 }),
    count: value => formatCount(value, { locale }),
    percent: ratio => formatRatio(ratio, { locale, maximumFractionDigits: 3 }),
    bytes: value => formatBytes(value, { locale }),
    money: (value, currency) => {
      const amount = money(value, currency);
      // A price of 0.0125 per million tokens must not read as 0.01. A currency
      // that ISO 4217 does not know is shown as it stands.
      return amount.ok
        ? formatMoney(amount.value, { locale, maximumFractionDigits: 6 })
        : `${formatNumber(value, {
            locale,
            maximumFractionDigits: 6,
          })} ${currency}`;
    },
    amount: (value, currency) => {
      const amount = money(value, currency);
      if (!amount.ok) {
        return `${formatNumber(value, {
          locale,
          maximumFractionDigits: 2,
        })} ${currency}`;
      }
      const { maximumFractionDigits: own = 2 } = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
      }).resolvedOptions();
      const tiny = value !== 0 && Math.abs(value) < 10 ** -own;
      return formatMoney(amount.value, {
        locale,
        maximumFractionDigits: tiny ? 6 : own,
      });
    },
    duration: milliseconds => formatDuration(milliseconds, { locale }),
    day: value => formatDate(value, { locale }),
    shortDay: value => shortDay.format(new Date(value)),
    time: value => time.format(value),
    month: value => month.format(value),
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
