import { Issue, Result } from '@modelyard/llm-units';
import { HourlyIncreasesOptions } from '../counters/hourlyIncreases';
import { addIncreases, Increase, NO_INCREASE } from '../counters/Increase';
import { Histogram } from '../histograms/Histogram';
import { LedgerCount, wholeOfCheck } from '../ledger/LedgerRow';
import { Profile } from '../profile/Profile';
import { Qualifier } from '../result/MeasureResult';
import { SeriesId } from '../series/seriesTable';
import { ledgerPlaceOf, pulledSeries } from './pulledSeries';
import { RawSeries } from './RawSeries';
import { readCounter, readHistogram } from './readSeries';

/**
 * What raw series say of one hour.
 *
 * @public
 */
export interface HourlyUsage {
  /** Beginning of the hour, in milliseconds since 1970. */
  readonly hour: number;
  readonly counts: Readonly<Partial<Record<LedgerCount, Increase>>>;
  /** By canonical series, in the unit of that. */
  readonly histograms: Readonly<Record<string, Histogram>>;
  /** `approximate` for what the profile says that the source can only come near. */
  readonly qualifiers: readonly Qualifier[];
}

/**
 * Raw series that count the usage of one subject.
 *
 * @public
 */
export interface SubjectSeries {
  /**
   * By canonical series and, in the order of the expressions of `query()`, by what each of them gave. A histogram has its
   * buckets and its sums among them.
   */
  readonly series: Readonly<
    Partial<Record<SeriesId, readonly (readonly RawSeries[])[]>>
  >;
  /** The most that one event is known to have added, by canonical series. */
  readonly largestSteps?: Readonly<Partial<Record<SeriesId, number>>>;
  /** Moments at which processes started, for a series of theirs by its labels. */
  readonly startsOf?: (
    labels: RawSeries['labels'],
  ) => readonly number[] | undefined;
}

/**
 * Whose usage is computed, for which hours.
 *
 * @public
 */
export type HourlyUsageOptions = HourlyIncreasesOptions & {
  readonly profile: Profile;
  readonly subject: SubjectSeries;
};

interface Hour {
  readonly counts: Partial<Record<LedgerCount, Increase>>;
  readonly histograms: Record<string, Histogram>;
}

/**
 * The usage of one subject by hour, from raw samples as `hourlyIncreases` and `hourlyHistograms` compute it.
 *
 * What the source only comes near is kept apart from what it counts: an hour may have two entries, of which one is
 * `approximate`. Series that are born with their first event count zero where they were asked for and the requests beside
 * them were read, or the checks for what became of those.
 *
 * @returns Hours of which anything is known; warnings name what could not be read. An issue alone where the range is none
 * @public
 */
export function hourlyUsage(
  options: HourlyUsageOptions,
): Result<HourlyUsage[]> {
  const steps = hourlyUsageInSteps(options);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/**
 * Does what {@link hourlyUsage} does in steps of one canonical series each, between which others may have the processor.
 *
 * @public
 */
export function* hourlyUsageInSteps(
  options: HourlyUsageOptions,
): Generator<void, Result<HourlyUsage[]>> {
  const { profile, subject, ...range } = options;
  const exact = new Map<number, Hour>();
  const approximate = new Map<number, Hour>();
  const issues: Issue[] = [];
  for (const id of pulledSeries(profile)) {
    const hours = isExact(profile, id) ? exact : approximate;
    const place = ledgerPlaceOf(id);
    if (place === 'histogram') {
      const read = readHistogram({ profile, id, subject, range });
      issues.push(...read.issues);
      if (!read.ok) {
        return read;
      }
      for (const { hour, histogram } of read.value) {
        if (histogram) {
          at(hours, hour).histograms[id] = histogram;
        }
      }
    } else if (place) {
      const read = readCounter({ profile, id, subject, range });
      if (!read.ok) {
        return read;
      }
      for (const { hour, series, ...increase } of read.value) {
        if (series > 0 || increase.value > 0 || increase.unseen > 0) {
          const { counts } = at(hours, hour);
          const known = counts[place];
          counts[place] = known ? addIncreases([known, increase]) : increase;
        }
      }
    }
    yield;
  }
  addUnborn({ profile, subject, exact, approximate });
  return {
    ok: true,
    value: [
      ...toUsage(exact, []),
      ...toUsage(approximate, ['approximate']),
    ].sort((a, b) => a.hour - b.hour),
    issues,
  };
}

function isExact(profile: Profile, id: SeriesId): boolean {
  return profile.series[id]?.approximate === undefined;
}

function at(hours: Map<number, Hour>, hour: number): Hour {
  const known = hours.get(hour) ?? { counts: {}, histograms: {} };
  hours.set(hour, known);
  return known;
}

/** Counts what has not happened yet: the source was looking, as its requests show, or the checks for what became of those. */
function addUnborn(options: {
  profile: Profile;
  subject: SubjectSeries;
  exact: Map<number, Hour>;
  approximate: Map<number, Hour>;
}) {
  const { profile, subject, exact, approximate } = options;
  for (const id of pulledSeries(profile)) {
    const place = ledgerPlaceOf(id);
    if (
      place &&
      place !== 'histogram' &&
      subject.series[id] &&
      profile.series[id]?.born === 'at-first-event'
    ) {
      const hours = isExact(profile, id) ? exact : approximate;
      const beside = wholeOfCheck(place) ?? 'requests';
      for (const [hour, { counts }] of [...exact]) {
        if (counts[beside] && !hours.get(hour)?.counts[place]) {
          at(hours, hour).counts[place] = NO_INCREASE;
        }
      }
    }
  }
}

function toUsage(
  hours: ReadonlyMap<number, Hour>,
  qualifiers: readonly Qualifier[],
): HourlyUsage[] {
  return [...hours].map(([hour, { counts, histograms }]) => ({
    hour,
    counts,
    histograms,
    qualifiers,
  }));
}
