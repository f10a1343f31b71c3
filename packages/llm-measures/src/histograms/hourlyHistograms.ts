import { failure, Issue, Result, success } from '@modelyard/llm-units';
import { HourlyIncreasesOptions, readRange } from '../counters/hourlyIncreases';
import {
  shareOut,
  Stretch,
  StretchOptions,
  stretchesOf,
} from '../counters/increasesOfSeries';
import { paceOf } from '../counters/pace';
import { cleanSamples, fallsOf, Sample } from '../counters/samples';
import {
  boundOf,
  Histogram,
  histogramFromBuckets,
  mergeHistograms,
} from './Histogram';
import { countOf } from './statistics';

/**
 * The raw series of a classic histogram of one process.
 *
 * @public
 */
export interface HistogramSeries {
  /** By their label `le`, each counting all that is less than or equal to it. */
  readonly buckets: readonly {
    readonly le: string;
    readonly samples: readonly Sample[];
  }[];
  /** What the sum of the observations stood at. */
  readonly sum?: readonly Sample[];
  /** Moments at which the process is known to have started, in milliseconds since 1970. */
  readonly starts?: readonly number[];
}

/**
 * What was observed in one hour.
 *
 * @public
 */
export interface HourlyHistogram {
  /** Beginning of the hour, in milliseconds since 1970. */
  readonly hour: number;
  /** Processes that had a sample in the hour. Without one nothing is known of the hour. */
  readonly series: number;
  /** Absent where nothing is known of the hour. */
  readonly histogram?: Histogram;
}

/**
 * Computes histograms by hour (UTC) from the raw samples of bucket counters, by the rules of `hourlyIncreases`. The process
 * is looked at as a whole: where one bucket falls all have begun again, and what it was not seen to count is `unseen` of the
 * histogram, because nobody knows into which buckets it fell.
 *
 * Observations between two samples on either side of an hour are put by time, each bucket apart; over consecutive hours
 * they add up to what was observed.
 *
 * @param options - `scale` turns the unit of the source into that of the result; `largestStep` is that of a count, 1
 * @returns One entry for each hour. Processes whose buckets differ from those of the process with the most observations are
 * left out, and so are those that cannot be read; warnings name both. An issue alone where the range is none
 * @public
 */
export function hourlyHistograms(
  processes: readonly HistogramSeries[],
  options: HourlyIncreasesOptions & { readonly scale?: number },
): Result<HourlyHistogram[]> {
  const range = readRange(options);
  if (!range.ok) {
    return range;
  }
  const limits = range.value;
  const issues: Issue[] = [];
  const clean = processes.flatMap(process => {
    const read = cleanProcess(process, options);
    issues.push(...read.issues.map(toWarning));
    return read.ok && read.value.total.length > 0 ? [read.value] : [];
  });
  const pace = paceOf(
    clean.map(({ total }) => ({ samples: total })),
    { ...options, largestStep: 1 },
  );
  const hours = limits.slice(0, -1).map(hour => ({
    hour,
    series: 0,
    found: [] as Histogram[],
  }));
  for (const process of clean) {
    const computed = histogramsOf(process, limits, { ...options, pace });
    const seen = new Set(
      process.total.map(({ at }) => hourIndex(at, limits[0])),
    );
    for (const [index, result] of computed.entries()) {
      const hour = hours[index];
      if (!result.ok) {
        issues.push(...result.issues.map(toWarning));
      } else if (seen.has(index) || hasAny(result.value)) {
        hour.series += seen.has(index) ? 1 : 0;
        hour.found.push(result.value);
      }
    }
  }
  const value = hours.map(({ hour, series, found }) => {
    const merged = found.length > 0 ? mergeAlike(found, issues) : undefined;
    return { hour, series, ...(merged && { histogram: merged }) };
  });
  return { ok: true, value, issues: unique(issues) };
}

const HOUR = 3_600_000;

/** A sample on the limit belongs to the hour that it ends. */
function hourIndex(at: number, first: number): number {
  return Math.ceil((at - first) / HOUR) - 1;
}

interface CleanProcess {
  readonly buckets: readonly {
    readonly le: string;
    readonly at: ReadonlyMap<number, number>;
  }[];
  /** Of the bucket without upper bound, which counts every observation. */
  readonly total: readonly Sample[];
  readonly sum?: ReadonlyMap<number, number>;
  readonly starts?: readonly number[];
  readonly restarts: ReadonlySet<number>;
}

function cleanProcess(
  { buckets, sum, starts }: HistogramSeries,
  { seenFrom, seenTo }: HourlyIncreasesOptions,
): Result<CleanProcess> {
  const restarts = new Set<number>();
  let total: readonly Sample[] | undefined;
  const read = buckets
    .map(({ le, samples }) => ({ le, samples, bound: boundOf(le) }))
    .sort((a, b) => a.bound - b.bound)
    .map(({ le, samples, bound }) => {
      const clean = cleanSamples(samples, seenFrom, seenTo);
      fallsOf(clean).forEach(at => restarts.add(at));
      total = bound === Infinity ? clean : total;
      return { le, at: valuesOf(clean) };
    });
  return total
    ? success({
        buckets: read,
        total,
        restarts,
        ...(sum && { sum: valuesOf(cleanSamples(sum, seenFrom, seenTo)) }),
        ...(starts && { starts }),
      })
    : failure(
        'bucket-missing',
        'has no bucket with the bound +Inf, so that it is not known how many observations there were',
      );
}

function valuesOf(samples: readonly Sample[]): ReadonlyMap<number, number> {
  return new Map(samples.map(({ at, value }) => [at, value]));
}

/** Between consecutive limits. */
function histogramsOf(
  process: CleanProcess,
  limits: readonly number[],
  { scale, ...options }: StretchOptions & { scale?: number },
): Result<Histogram>[] {
  const { buckets, total, sum, starts, restarts } = process;
  const values = new Map(total.map(({ at, value }) => [at, value]));
  const stretches = stretchesOf(
    { samples: total, restarts, ...(starts && { starts }) },
    options,
  ).map(stretch =>
    // What began with more than its pace explains: nobody knows which of it belongs here.
    stretch.count === distance(stretch, values)
      ? stretch
      : { ...stretch, count: 0, unseen: stretch.unseen + stretch.count },
  );
  const known = stretches.filter(({ count }) => count > 0);
  const alone = aloneCounts(buckets, known).map(each => shareOut(each, limits));
  const sums =
    sum &&
    shareOut(
      known.map(each => ({
        ...each,
        count: distance(each, sum),
        unseen: 0,
      })),
      limits,
    );
  const whole = shareOut(
    stretches.filter(({ unseen }) => unseen > 0),
    limits,
  );
  return limits.slice(0, -1).map((_, index) => {
    let below = 0;
    const result = histogramFromBuckets({
      buckets: buckets.map(({ le }, bucket) => {
        below += alone[bucket][index].value;
        return { le, count: below };
      }),
      ...(sums && { sum: sums[index].value }),
      ...(scale !== undefined && { scale }),
    });
    const { unseen } = whole[index];
    return result.ok && unseen > 0
      ? { ...result, value: { ...result.value, unseen } }
      : result;
  });
}

/** How far a counter went over a stretch. */
function distance(
  { since, until }: Stretch,
  values: ReadonlyMap<number, number>,
): number {
  return until === undefined
    ? 0
    : (values.get(until) ?? 0) -
        (since === undefined ? 0 : values.get(since) ?? 0);
}

/** Stretches of each bucket without those below it, which are never less than none. */
function aloneCounts(
  buckets: CleanProcess['buckets'],
  stretches: readonly Stretch[],
): Stretch[][] {
  const below = stretches.map(() => 0);
  return buckets.map(({ at }) =>
    stretches.map((stretch, index) => {
      const count = Math.max(below[index], distance(stretch, at));
      const alone = count - below[index];
      below[index] = count;
      return { ...stretch, count: alone, unseen: 0 };
    }),
  );
}

/** Of histograms whose bounds differ, those with the most observations: others have no place among them. */
function mergeAlike(
  histograms: readonly Histogram[],
  issues: Issue[],
): Histogram | undefined {
  const merged = mergeHistograms(histograms);
  if (merged.ok) {
    return merged.value;
  }
  issues.push(...merged.issues.map(toWarning));
  const byBounds = new Map<string, Histogram[]>();
  for (const each of histograms) {
    const bounds = each.bounds.join();
    byBounds.set(bounds, [...(byBounds.get(bounds) ?? []), each]);
  }
  return [...byBounds.values()]
    .flatMap(alike => {
      const sum = mergeHistograms(alike);
      return sum.ok ? [sum.value] : [];
    })
    .sort((a, b) => countOf(b) - countOf(a))[0];
}

function hasAny({ counts, unseen = 0 }: Histogram): boolean {
  return unseen > 0 || counts.some(count => count > 0);
}

function toWarning(issue: Issue): Issue {
  return { ...issue, severity: 'warning' };
}

function unique(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map(each => [each.message, each])).values()];
}
