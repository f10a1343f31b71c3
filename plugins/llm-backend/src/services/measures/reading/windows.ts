import { InputError } from '@backstage/errors';
import { NeedWindow } from '@modelyard/llm-measures';
import { LlmWindow } from '@modelyard/plugin-llm-common';
import { MeasuredSpan, Span } from './ReadingAsk';

export const SECOND = 1_000;
export const HOUR = 3_600 * SECOND;
export const DAY = 24 * HOUR;

/** Spans that are shorter are cut to the second, others begin with a full hour, as the ledger counts. */
export const SHORT = 6 * HOUR;

/** Window of the objectives of who names none. */
export const SLO_WINDOW = 30 * DAY;

const LONGEST = 1_000 * DAY;
const LONGEST_BY_HOUR = 32 * DAY;
const MOST_STEPS = 1_000;

const LENGTHS: Readonly<Record<string, number>> = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '90d': 90 * DAY,
};

/** Begins the names of spans that end where one that ends now begins. */
const BEFORE = 'before:';

const onHour = (moment: number) => Math.floor(moment / HOUR) * HOUR;

/** Cuts the beginning of a span as the ledger counts, where it is long enough for that. */
function cut(span: Span): Span {
  return span.to - span.from >= SHORT
    ? { from: onHour(span.from), to: span.to }
    : span;
}

function monthOf(to: number): number {
  const last = new Date(to - 1);
  return Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), 1);
}

/**
 * The span that a question means.
 *
 * @param options - `now` in milliseconds since 1970; `sloMs` is the length of the window of the objectives; `at` names the
 * question in errors
 * @throws InputError for a span that is none, or too long
 */
export function spanOfWindow(options: {
  window: LlmWindow;
  now: number;
  sloMs: number;
  at: string;
}): MeasuredSpan {
  const { window, sloMs, at } = options;
  const now = Math.floor(options.now / SECOND) * SECOND;
  if (typeof window === 'object') {
    return ownSpan(window, now, `${at}.window`);
  }
  if (window === 'month') {
    return { from: monthOf(now), to: now, name: 'live:month', live: true };
  }
  const length = window === 'slo' ? sloMs : LENGTHS[window];
  return {
    ...cut({ from: now - length, to: now }),
    name: `live:${length / SECOND}`,
    live: true,
  };
}

function ownSpan(
  window: { from: string; to: string },
  now: number,
  at: string,
): MeasuredSpan {
  const from = Date.parse(window.from);
  const end = Date.parse(window.to);
  if (Number.isNaN(from) || Number.isNaN(end)) {
    throw new InputError(
      `Invalid ${at}: its beginning and end must be moments in ISO 8601, such as 2026-11-26T20:00:00Z`,
    );
  }
  if (from >= end) {
    throw new InputError(`Invalid ${at}: it must end after it begins`);
  }
  if (from >= now) {
    throw new InputError(`Invalid ${at}: it lies in the future`);
  }
  const to = Math.floor(Math.min(end, now) / SECOND) * SECOND;
  const begin = Math.min(Math.floor(from / SECOND) * SECOND, to - SECOND);
  if (to - begin > LONGEST) {
    throw new InputError(
      `Invalid ${at}: it is longer than ${LONGEST / DAY} days`,
    );
  }
  // What ends now is the same question in a moment, for as long as its beginning is the same.
  const live = end >= now;
  const span = cut({ from: begin, to });
  return {
    ...span,
    name: live ? `from:${span.from}` : `${span.from}-${span.to}`,
    live,
  };
}

/** Whether a span of the same name lies elsewhere in a moment. */
export function isMoving({ live, name }: MeasuredSpan): boolean {
  return live || name.startsWith(BEFORE);
}

/** The span of the same length before, shifted by whole hours so that it is cut in the same way. */
export function spanBefore(span: MeasuredSpan): MeasuredSpan {
  const length = span.to - span.from;
  const shift = length >= SHORT ? Math.ceil(length / HOUR) * HOUR : length;
  return {
    from: span.from - shift,
    to: span.to - shift,
    // It moves with the present, though what it tells of is over.
    name: span.live
      ? `${BEFORE}${span.name}`
      : `${span.from - shift}-${span.to - shift}`,
    live: false,
  };
}

/** The span that an input of a measure is read over. */
export function spanOfNeed(options: {
  window: NeedWindow;
  asked: MeasuredSpan;
  sloMs: number;
}): MeasuredSpan {
  const { window, asked, sloMs } = options;
  if (window === 'asked') {
    return asked;
  }
  const { to, live } = asked;
  if (window === 'month') {
    const from = monthOf(to);
    return { from, to, live, name: live ? 'live:month' : `${from}-${to}` };
  }
  const length = window === 'slo' ? sloMs : window * SECOND;
  const span = cut({ from: to - length, to });
  return {
    ...span,
    live,
    name: live ? `live:${length / SECOND}` : `${span.from}-${span.to}`,
  };
}

/**
 * The hours or days (UTC) that a span has a part in; the first and the last may reach beyond it.
 *
 * @throws InputError where there are too many
 */
export function stepsOf(
  span: Span,
  step: 'hour' | 'day',
  at: string,
): readonly Span[] {
  const length = step === 'hour' ? HOUR : DAY;
  const first = Math.floor(span.from / length) * length;
  const count = Math.ceil((span.to - first) / length);
  if (
    count > MOST_STEPS ||
    (step === 'hour' && span.to - first > LONGEST_BY_HOUR)
  ) {
    throw new InputError(
      `Invalid ${at}.step: the window has too many ${step}s; by the hour it may have ${
        LONGEST_BY_HOUR / DAY
      } days`,
    );
  }
  return Array.from({ length: count }, (_, index) => ({
    from: first + index * length,
    to: first + (index + 1) * length,
  }));
}
