import { Issue, Result, success } from '@modelyard/llm-units';
import {
  HourlyIncrease,
  hourlyIncreases,
  HourlyIncreasesOptions,
} from '../counters/hourlyIncreases';
import {
  HourlyHistogram,
  hourlyHistograms,
  HistogramSeries,
} from '../histograms/hourlyHistograms';
import { labelOf } from '../profile/labelOf';
import { Profile } from '../profile/Profile';
import { SeriesId } from '../series/seriesTable';
import { SubjectSeries } from './hourlyUsage';
import { usageParts } from './pulledSeries';
import { preferForms, RawSeries, runningTotal } from './RawSeries';

interface ReadOptions {
  readonly profile: Profile;
  readonly id: SeriesId;
  readonly subject: SubjectSeries;
  readonly range: HourlyIncreasesOptions;
}

/** The increases of a counter, in the canonical unit; none where it was not asked for. */
export function readCounter(options: ReadOptions): Result<HourlyIncrease[]> {
  const { profile, id, subject, range } = options;
  const largestStep = subject.largestSteps?.[id];
  const read = hourlyIncreases(
    seriesOf(options).map(each => ({
      samples: each.samples,
      ...startsOf(subject, each),
    })),
    { ...range, ...(largestStep !== undefined && { largestStep }) },
  );
  const scale = profile.series[id]?.scale ?? 1;
  return !read.ok || scale === 1
    ? read
    : success(
        read.value.map(each => ({
          ...each,
          value: each.value * scale,
          unseen: each.unseen * scale,
          startEdge: each.startEdge * scale,
          endEdge: each.endEdge * scale,
        })),
      );
}

/** The histograms of what was observed, in the canonical unit; none where it was not asked for. */
export function readHistogram(options: ReadOptions): Result<HourlyHistogram[]> {
  const { profile, id, subject, range } = options;
  const processes = new Map<
    string,
    { labels: RawSeries['labels']; buckets: Bucket[]; sum?: Sum }
  >();
  for (const { labels, samples } of seriesOf(options)) {
    const { le, __name__, ...rest } = labels;
    const identity = JSON.stringify([
      __name__?.replace(/_(?:bucket|sum)$/, ''),
      ...Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    const process = processes.get(identity) ?? { labels: rest, buckets: [] };
    processes.set(identity, process);
    if (le === undefined) {
      process.sum = samples;
    } else {
      process.buckets.push({ le, samples });
    }
  }
  const { scale } = profile.series[id] ?? {};
  const read = hourlyHistograms(
    [...processes.values()]
      // Without buckets it is a summary, or one that others share the sum with.
      .filter(({ buckets }) => buckets.length > 0)
      .map(({ labels, buckets, sum }) => ({
        buckets,
        ...(sum && { sum }),
        ...startsOf(subject, { labels }),
      })),
    { ...range, ...(scale !== undefined && { scale }) },
  );
  const issues = read.issues.map((issue): Issue => ({ ...issue, path: id }));
  return { ...read, issues };
}

type Bucket = HistogramSeries['buckets'][number];
type Sum = HistogramSeries['sum'];

function seriesOf({ profile, id, subject }: ReadOptions): RawSeries[] {
  const entry = profile.series[id];
  const found = subject.series[id];
  if (!entry || !found) {
    return [];
  }
  const labels = usageParts.flatMap(
    part => labelOf(profile, entry, part) ?? [],
  );
  const preferred = preferForms(found, [...labels, 'le']);
  return profile.temporality === 'delta'
    ? preferred.map(({ labels: own, samples }) => ({
        labels: own,
        samples: runningTotal(samples),
      }))
    : preferred;
}

function startsOf(
  { startsOf: find }: SubjectSeries,
  { labels }: Pick<RawSeries, 'labels'>,
): Pick<HistogramSeries, 'starts'> {
  const starts = find?.(labels);
  return starts ? { starts } : {};
}
