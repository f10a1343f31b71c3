import { Increase } from './Increase';
import { Pace } from './pace';
import { CounterSeries, Sample } from './samples';

/**
 * As many scrapes in a row may be lost before a series whose samples end is taken to have ended with them, and one whose
 * samples begin to have begun.
 */
const LOST_SCRAPES = 4;

/** A stretch of time over which a count is known as a whole. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** What may have happened in it besides. */
  readonly unseen: number;
  /** Moment of the sample that the count is the distance from; absent where the process began at zero. */
  readonly since?: number;
  /** Moment of the sample that the count leads to; absent where the samples have ended. */
  readonly until?: number;
}

/** What samples are judged by. */
export interface StretchOptions {
  readonly seenFrom: number;
  readonly seenTo: number;
  readonly pace: Pace;
}

/** The increases of one series between consecutive limits. Its samples are clean, and there is one at least. */
export function increasesOfSeries(
  series: CounterSeries,
  options: StretchOptions & { limits: readonly number[] },
): Increase[] {
  return shareOut(
    stretchesOf(series, options).filter(
      ({ count, unseen }) => count > 0 || unseen > 0,
    ),
    options.limits,
  );
}

/** Shares stretches out between consecutive limits. */
export function shareOut(
  stretches: readonly Stretch[],
  limits: readonly number[],
): Increase[] {
  const spans = limits.slice(1).map(() => ({
    value: 0,
    unseen: 0,
    startEdge: 0,
    endEdge: 0,
  }));
  for (const { from, to, count, unseen } of stretches) {
    const first = Math.max(0, spanAt(limits, from));
    for (let i = first; i < spans.length && limits[i] < to; i++) {
      const [start, end] = [limits[i], limits[i + 1]];
      spans[i].value +=
        before({ from, to, count }, end) - before({ from, to, count }, start);
      // It may have happened in any of the spans that the stretch touches.
      spans[i].unseen += unseen;
      spans[i].startEdge += from < start ? count : 0;
      spans[i].endEdge += to > end ? count : 0;
    }
  }
  return spans;
}

/** Index of the span in which a moment lies; that before the first limit is -1. */
function spanAt(limits: readonly number[], at: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (limits[middle] <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** What of a stretch is put before a moment: by time, in whole events where events are whole. */
function before(
  { from, to, count }: Pick<Stretch, 'from' | 'to' | 'count'>,
  at: number,
): number {
  if (at >= to) {
    return count;
  }
  if (at <= from) {
    return 0;
  }
  const share = (count * (at - from)) / (to - from);
  return Number.isInteger(count) ? Math.round(share) : share;
}

/** What happened between the samples of a series, before the first and after the last. */
export function stretchesOf(
  { samples, starts = [], restarts }: CounterSeries,
  options: StretchOptions,
): Stretch[] {
  const { seenTo, pace } = options;
  const stretches = [birth(samples[0], starts, options)];
  for (let i = 1; i < samples.length; i++) {
    const [a, b] = [samples[i - 1], samples[i]];
    stretches.push(
      ...between(a, b, {
        starts,
        pace,
        restarted: b.value < a.value || (restarts?.has(b.at) ?? false),
      }),
    );
  }
  const last = samples[samples.length - 1];
  const silent = Math.min(
    seenTo - last.at,
    (LOST_SCRAPES + 1) * pace.intervalMs,
  );
  stretches.push({
    from: last.at,
    to: last.at + Math.max(0, silent),
    count: 0,
    unseen: silent > 0 ? pace.most(silent) : 0,
  });
  return stretches;
}

/** What a series had counted before its first sample. */
function birth(
  first: Sample,
  starts: readonly number[],
  { seenFrom, pace }: { seenFrom: number; pace: Pace },
): Stretch {
  const until = first.at;
  const started = lastBefore(starts, first.at);
  if (started !== undefined) {
    return { from: started, to: until, count: first.value, unseen: 0, until };
  }
  const longest = (LOST_SCRAPES + 1) * pace.intervalMs;
  const from = Math.max(seenFrom, first.at - longest);
  // It was there when the range began: what it had counted belongs to the time before.
  if (first.at - seenFrom < longest) {
    return {
      from,
      to: until,
      count: 0,
      unseen: Math.min(first.value, pace.most(first.at - seenFrom)),
      until,
    };
  }
  const plausible = Math.min(first.value, pace.most(longest));
  return {
    from,
    to: until,
    count: plausible,
    unseen: first.value - plausible,
    until,
  };
}

function between(
  a: Sample,
  b: Sample,
  options: { starts: readonly number[]; restarted: boolean; pace: Pace },
): Stretch[] {
  const { starts, pace } = options;
  const until = b.at;
  const start = starts.length > 0 ? lastBefore(starts, b.at) : undefined;
  if (start !== undefined && start > a.at) {
    return [
      { from: a.at, to: start, count: 0, unseen: pace.most(start - a.at) },
      { from: start, to: until, count: b.value, unseen: 0, until },
    ];
  }
  return options.restarted
    ? [
        {
          from: a.at,
          to: until,
          count: b.value,
          unseen: pace.most(until - a.at),
          until,
        },
      ]
    : [
        {
          from: a.at,
          to: until,
          count: b.value - a.value,
          unseen: 0,
          since: a.at,
          until,
        },
      ];
}

function lastBefore(moments: readonly number[], at: number) {
  return moments
    .filter(moment => moment <= at)
    .reduce<number | undefined>(
      (last, moment) => Math.max(last ?? -Infinity, moment),
      undefined,
    );
}
