import {
  largestStepOf,
  ledgerPlaceOf,
  Profile,
  RawSeries,
  SeriesId,
  SubjectSeries,
  usagePartsOf,
} from '@modelyard/llm-measures';
import { ResolvedSubject, UsageSubjects } from '../subjects/UsageSubjects';

/** Turns the words of a source into those of the catalog. */
export type SubjectNames = Pick<UsageSubjects, 'ready' | 'resolve'>;

/** The series of one subject. */
export interface SubjectGroup {
  readonly key: ResolvedSubject;
  readonly subject: SubjectSeries;
  /** Most samples that one of its series has. */
  readonly samplesInStep: number;
}

/** Sorts raw series by whose usage they count. */
export class SubjectGroups {
  readonly #options: {
    readonly profile: Profile;
    readonly names: SubjectNames;
    readonly clusterLabel: string;
    readonly cluster?: string;
  };
  readonly #groups = new Map<
    string,
    {
      readonly key: ResolvedSubject;
      readonly series: Map<SeriesId, RawSeries[][]>;
    }
  >();
  /** How many names each series that was read has. */
  readonly #read = new Map<SeriesId, number>();

  static create(options: {
    profile: Profile;
    names: SubjectNames;
    clusterLabel: string;
    /** The cluster of series that do not say one. */
    cluster?: string;
  }) {
    return new SubjectGroups(options);
  }

  private constructor(options: {
    profile: Profile;
    names: SubjectNames;
    clusterLabel: string;
    cluster?: string;
  }) {
    this.#options = options;
  }

  /**
   * Adds what was read of a series.
   *
   * @param byName - By the names of the series, the preferred first; also where it was read and there was nothing
   */
  add(id: SeriesId, byName: readonly (readonly RawSeries[])[]): void {
    this.#read.set(id, byName.length);
    for (const [place, found] of byName.entries()) {
      for (const series of found) {
        const group = this.#groupOf(id, series.labels);
        const known = group.series.get(id) ?? byName.map(() => []);
        group.series.set(id, known);
        known[place].push(series);
      }
    }
  }

  /**
   * Every subject with its series.
   *
   * @param steps - The largest steps that were seen of a model, by the model; those of these series are noted there
   */
  list(steps: Map<string, Map<SeriesId, number>>): SubjectGroup[] {
    return [...this.#groups.values()].map(({ key, series }) => {
      const known = steps.get(key.model) ?? new Map<SeriesId, number>();
      steps.set(key.model, known);
      let samplesInStep = 0;
      for (const [id, byName] of series) {
        const all = byName.flat().map(({ samples }) => samples);
        samplesInStep = Math.max(
          samplesInStep,
          all.reduce((sum, samples) => sum + samples.length, 0),
        );
        if (ledgerPlaceOf(id) !== 'histogram') {
          const largest = Math.max(1, ...all.map(largestStepOf));
          known.set(id, Math.max(known.get(id) ?? 1, largest));
        }
      }
      return {
        key,
        samplesInStep,
        subject: {
          series: Object.fromEntries(
            [...this.#read].map(([id, places]) => [
              id,
              series.get(id) ?? Array.from({ length: places }, () => []),
            ]),
          ),
          largestSteps: Object.fromEntries(known),
        },
      };
    });
  }

  #groupOf(id: SeriesId, labels: RawSeries['labels']) {
    const { profile, names, clusterLabel, cluster } = this.#options;
    const own = Object.hasOwn(labels, clusterLabel)
      ? labels[clusterLabel]
      : cluster;
    const key = names.resolve({
      ...usagePartsOf({ profile, series: id, labels }),
      ...(own && { cluster: own }),
    });
    const text = JSON.stringify(key);
    const group = this.#groups.get(text) ?? {
      key,
      series: new Map<SeriesId, RawSeries[][]>(),
    };
    this.#groups.set(text, group);
    return group;
  }
}
