import { Sample } from '../counters/samples';

/**
 * A series of a source with its samples as they were scraped.
 *
 * @public
 */
export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** In the order of time. */
  readonly samples: readonly Sample[];
}

/** Labels that tell one process from another, whatever it counts. */
const TARGET = [
  'job',
  'instance',
  'pod',
  'namespace',
  'cluster',
  'container',
  'service_instance_id',
];

/** Names the target of a series together with the values of further labels. */
function identityOf(
  labels: RawSeries['labels'],
  further: readonly string[],
): string {
  return JSON.stringify(
    [...TARGET, ...further].map(label =>
      Object.hasOwn(labels, label) ? labels[label] : '',
    ),
  );
}

/**
 * Of a series that a target writes under several names the first name counts, and another where that one is not written:
 * before a change of version and after.
 *
 * @param byForm - Series of each name, the preferred first
 * @param further - Labels that tell usage apart, such as that of the model
 */
export function preferForms(
  byForm: readonly (readonly RawSeries[])[],
  further: readonly string[],
): RawSeries[] {
  const spans = new Map<string, { from: number; to: number }[]>();
  return byForm.flatMap(found => {
    const written: [string, { from: number; to: number }][] = [];
    const kept = found.flatMap(series => {
      const identity = identityOf(series.labels, further);
      const taken = spans.get(identity) ?? [];
      const samples = series.samples.filter(
        ({ at }) => !taken.some(({ from, to }) => at >= from && at <= to),
      );
      if (samples.length > 0) {
        written.push([
          identity,
          { from: samples[0].at, to: samples[samples.length - 1].at },
        ]);
      }
      return samples.length > 0 ? [{ ...series, samples }] : [];
    });
    for (const [identity, span] of written) {
      spans.set(identity, [...(spans.get(identity) ?? []), span]);
    }
    return kept;
  });
}

/** Running totals of increases that a source reports each time, so that both kinds are read alike. */
export function runningTotal(samples: readonly Sample[]): Sample[] {
  let total = 0;
  return samples.flatMap(({ at, value }) => {
    if (!(Number.isFinite(value) && value >= 0)) {
      return [];
    }
    total += value;
    return { at, value: total };
  });
}
