import { failure, Result, success } from '@modelyard/llm-units';
import { addIncreases, Increase, NO_INCREASE } from './Increase';
import { increasesOfSeries } from './increasesOfSeries';
import { paceOf } from './pace';
import { cleanSamples, CounterSeries } from './samples';

const HOUR = 3_600_000;

/**
 * The increase of a counter in one hour.
 *
 * @public
 */
export interface HourlyIncrease extends Increase {
  /** Beginning of the hour, in milliseconds since 1970. */
  readonly hour: number;
  /** Series that had a sample in the hour. Without one nothing is known of the hour, and its increase is none. */
  readonly series: number;
}

/**
 * What increases are computed for. Moments are milliseconds since 1970.
 *
 * @public
 */
export interface HourlyIncreasesOptions {
  /** Beginning of the first hour. */
  readonly from: number;
  /** End of the last hour. */
  readonly to: number;
  /** Beginning of the range that samples were asked for: at least ten scrapes before `from`, so that births show. */
  readonly seenFrom: number;
  /** End of the range that samples were asked for: at least a scrape after `to`, so that the last hour is pinned. */
  readonly seenTo: number;
  /** Time between two scrapes; the median distance of the samples where it is not given. */
  readonly scrapeIntervalMs?: number;
  /**
   * The most that one event can add, such as the context length for tokens: an unseen event may be larger than all that were
   * seen. It is 1, right for requests, where it is not given.
   */
  readonly largestStep?: number;
}

/**
 * Computes increases by hour (UTC) from the raw samples of all series of a counter, and how well they are pinned.
 *
 * Unlike `increase()` of PromQL it counts what a series was born with (a pod serves before its first scrape), does not
 * extrapolate, and says what samples leave open. A fall is a restart from zero. A series whose first sample has nothing
 * before it was born then; where it starts with more than the pace of the counter explains it was running unseen, and the
 * excess is `unseen` unless the start of the process is known. What happened between the last sample of a series and its
 * death is `unseen` too, at most what the fastest stretch of the counter did in that time and one more of its largest steps.
 * Of a series that lived and died between two scrapes nothing is known.
 *
 * A restart that has passed the old count before the next scrape cannot be seen in samples: give the starts of the process
 * (`process_start_time_seconds`) where they are known.
 *
 * @returns One entry for each hour; an issue where the range is none
 * @public
 */
export function hourlyIncreases(
  series: readonly CounterSeries[],
  options: HourlyIncreasesOptions,
): Result<HourlyIncrease[]> {
  const range = readRange(options);
  if (!range.ok) {
    return range;
  }
  const limits = range.value;
  const { seenFrom, seenTo } = options;
  const clean = series.map(each => ({
    ...each,
    samples: cleanSamples(each.samples, seenFrom, seenTo),
  }));
  const pace = paceOf(clean, options);
  const perSeries = clean
    .filter(({ samples }) => samples.length > 0)
    .map(each => increasesOfSeries(each, { limits, seenFrom, seenTo, pace }));
  return success(
    limits.slice(0, -1).map((hour, index) => ({
      hour,
      series: clean.filter(({ samples }) =>
        samples.some(({ at }) => at > hour && at <= hour + HOUR),
      ).length,
      ...addIncreases(perSeries.map(hours => hours[index] ?? NO_INCREASE)),
    })),
  );
}

/** The limits between the hours of a range. */
export function readRange(options: HourlyIncreasesOptions): Result<number[]> {
  const { from, to, seenFrom, seenTo } = options;
  const moments = [from, to, seenFrom, seenTo];
  if (
    !moments.every(Number.isSafeInteger) ||
    from % HOUR !== 0 ||
    to % HOUR !== 0 ||
    from >= to
  ) {
    return failure(
      'range-invalid',
      `is not a range of whole hours: from ${from} to ${to}`,
    );
  }
  if (seenFrom > from || seenTo < to) {
    return failure(
      'range-unseen',
      'asks for hours outside of the range that was read',
    );
  }
  return success(
    Array.from(
      { length: (to - from) / HOUR + 1 },
      (_, index) => from + index * HOUR,
    ),
  );
}
