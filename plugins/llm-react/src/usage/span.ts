/**
 * A span that usage is shown of: the last hours or days, the month so far, or
 * days of one's own choice, the last one included.
 */
export type UsageRange = NamedRange | OwnRange;

/** Days of one's own choice, such as `2026-11-03`, in UTC. */
export interface OwnRange {
  readonly from: string;
  readonly to: string;
}

/** The ranges that have a name, in the order in which they are offered. */
export const namedRanges = ['24h', '7d', '30d', '90d', 'month'] as const;

/** A range that has a name. */
export type NamedRange = (typeof namedRanges)[number];

/** The span of a range, and that before it to compare it with. */
export interface UsageSpan {
  /** ISO 8601, full hours. */
  readonly from: string;
  readonly to: string;
  readonly step: 'hour' | 'day';
  /** Beginnings of the steps as answers have them. */
  readonly periods: readonly string[];
  readonly previous: {
    readonly from: string;
    readonly to: string;
    readonly periods: readonly string[];
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** By hours no longer than this: there would be too many to read. */
const MOST_HOURS = 48 * HOUR;
/** The ledger keeps hours for 45 days by default, and days for long. */
const HOURS_KEPT = 40 * DAY;
/** More columns than that cannot be told apart. */
export const MOST_DAYS = 366;

const lengths: Record<Exclude<NamedRange, '24h' | 'month'>, number> = {
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '90d': 90 * DAY,
};

/** Why days cannot be a range; undefined where they can. */
export type OwnRangeIssue = 'missing' | 'order' | 'future' | 'length';

/** What is wrong with days that somebody chose. */
export function issueOf(range: OwnRange, now: Date): OwnRangeIssue | undefined {
  const from = dayStart(range.from);
  const to = dayStart(range.to);
  if (from === undefined || to === undefined) {
    return 'missing';
  }
  if (from > to) {
    return 'order';
  }
  if (from > now.getTime()) {
    return 'future';
  }
  return to - from >= MOST_DAYS * DAY ? 'length' : undefined;
}

/** Where the day begins, in UTC; undefined for what is no day. */
function dayStart(day: string): number | undefined {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? Date.parse(`${day}T00:00:00Z`)
    : Number.NaN;
  return Number.isNaN(start) ||
    new Date(start).toISOString().slice(0, 10) !== day
    ? undefined
    : start;
}

/** Works out the span of a range as of now. An own range must be without issue. */
export function spanOf(range: UsageRange, now: Date): UsageSpan {
  // The hour that is under way counts as well.
  const end = Math.ceil(now.getTime() / HOUR) * HOUR;
  if (range === '24h') {
    return hours({ from: end - DAY, to: end, back: DAY });
  }
  if (range === 'month') {
    return monthTo(end);
  }
  if (typeof range === 'string') {
    const length = lengths[range];
    // Whole days, of which the last one is today as far as it has come.
    const from = startOfDay(end - 1) + DAY - length;
    return days({ from, to: end, back: length });
  }
  const from = dayStart(range.from) ?? startOfDay(end - 1);
  const to = Math.min((dayStart(range.to) ?? from) + DAY, end);
  const back = Math.ceil((to - from) / DAY) * DAY;
  const byHour = to - from <= MOST_HOURS && end - from <= HOURS_KEPT - back;
  return (byHour ? hours : days)({ from, to, back });
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY) * DAY;
}

/** The month so far, and as many days of the one before, which may be shorter. */
function monthTo(end: number): UsageSpan {
  const today = new Date(end - 1);
  const from = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
  const before = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1);
  return {
    ...days({ from, to: end, back: 0 }),
    previous: stretch(before, Math.min(before + (end - from), from), 'day'),
  };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How far before it lies what it is compared with. */
  readonly back: number;
}

function hours({ from, to, back }: Stretch): UsageSpan {
  return {
    step: 'hour',
    ...stretch(from, to, 'hour'),
    previous: stretch(from - back, to - back, 'hour'),
  };
}

function days({ from, to, back }: Stretch): UsageSpan {
  return {
    step: 'day',
    ...stretch(from, to, 'day'),
    previous: stretch(from - back, to - back, 'day'),
  };
}

function stretch(from: number, to: number, step: 'hour' | 'day') {
  const length = step === 'hour' ? HOUR : DAY;
  const periods: string[] = [];
  for (let at = from; at < to; at += length) {
    periods.push(periodOf(at, step));
  }
  return { from: iso(from), to: iso(to), periods };
}

/** As answers name hours and days. */
function periodOf(at: number, step: 'hour' | 'day'): string {
  return step === 'hour' ? iso(at) : iso(at).slice(0, 10);
}

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
