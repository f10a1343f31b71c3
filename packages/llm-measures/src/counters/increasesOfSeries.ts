import { Increase } from './Increase';
import { Pace } from './pace';
import { CounterSeries, Sample } from './samples';

/**
 * As many scrapes in a row may be lost before a series whose samples end is taken to have ended with them, and one whose
 * samples begin to have begun.
 */
const LOST_SCRAPES = 4;

/** A stretch of time over which a count is known as a whole. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** What may have happened in it besides. */
  readonly unseen: number;
}

/** The increases of one series between consecutive limits. */
export function increasesOfSeries(
  series: CounterSeries,
  options: {
    limits: readonly number[];
    seenFrom: number;
    seenTo: number;
    pace: Pace;
  },
): Increase[] {
  const { limits } = options;
  const stretches = stretchesOf(series, options);
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

function stretchesOf(
  { samples, starts = [] }: CounterSeries,
  options: { seenFrom: number; seenTo: number; pace: Pace },
): Stretch[] {
  const { seenTo, pace } = options;
  const stretches = [birth(samples[0], starts, options)];
  for (let i = 1; i < samples.length; i++) {
    stretches.push(...between(samples[i - 1], samples[i], starts, pace));
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
  return stretches.filter(({ count, unseen }) => count > 0 || unseen > 0);
}

/** What a series had counted before its first sample. */
function birth(
  first: Sample,
  starts: readonly number[],
  { seenFrom, pace }: { seenFrom: number; pace: Pace },
): Stretch {
  const started = lastBefore(starts, first.at);
  if (started !== undefined) {
    return {
      from: started,
      to: first.at,
      count: first.value,
      unseen: 0,
    };
  }
  const longest = (LOST_SCRAPES + 1) * pace.intervalMs;
  const from = Math.max(seenFrom, first.at - longest);
  // It was there when the range began: what it had counted belongs to the time before.
  if (first.at - seenFrom < longest) {
    return {
      from,
      to: first.at,
      count: 0,
      unseen: Math.min(first.value, pace.most(first.at - seenFrom)),
    };
  }
  const plausible = Math.min(first.value, pace.most(longest));
  return {
    from,
    to: first.at,
    count: plausible,
    unseen: first.value - plausible,
  };
}

function between(
  a: Sample,
  b: Sample,
  starts: readonly number[],
  pace: Pace,
): Stretch[] {
  const started = starts.filter(at => at > a.at && at <= b.at);
  const restarted = lastBefore(started, b.at);
  if (restarted !== undefined) {
    return [
      {
        from: a.at,
        to: restarted,
        count: 0,
        unseen: pace.most(restarted - a.at),
      },
      { from: restarted, to: b.at, count: b.value, unseen: 0 },
    ];
  }
  return b.value >= a.value
    ? [{ from: a.at, to: b.at, count: b.value - a.value, unseen: 0 }]
    : [
        {
          from: a.at,
          to: b.at,
          count: b.value,
          unseen: pace.most(b.at - a.at),
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
