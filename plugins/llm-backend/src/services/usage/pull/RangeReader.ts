import { LoggerService } from '@backstage/backend-plugin-api';
import {
  addRows,
  hourlyUsageInSteps,
  hourOf,
  LedgerRow,
  Profile,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasureEngine, MeasureSpan } from '@modelyard/plugin-llm-node';
import { Breather } from './Breather';
import { HourRange } from './dueHours';
import { PulledEngine } from './PullConfig';
import { findModels, HeldSeries, selectorsOf } from './readProfile';
import { SampleReader } from './SampleReader';
import { sourceOf } from './sourceOf';
import { SubjectGroup, SubjectGroups, SubjectNames } from './SubjectGroups';

/** Models whose samples are held at once. */
const MODELS_AT_ONCE = 10;

/** What a reader is made with. */
export interface RangeReaderOptions {
  readonly engine: MeasureEngine;
  readonly settings: PulledEngine;
  readonly names: SubjectNames;
  readonly logger: LoggerService;
}

/** Hours of one profile that have to be read. */
export interface RangeTask {
  readonly profile: Profile;
  readonly held: readonly HeldSeries[];
  readonly range: HourRange;
}

/** What was read of some hours. */
export interface RangeUsage {
  readonly rows: readonly LedgerRow[];
  /** Most samples that were held at once. */
  readonly samples: number;
  /** Most samples of one series of one subject. */
  readonly samplesInStep: number;
  /** Whether the engine had lost a part. */
  readonly partial: boolean;
}

/** Reads the usage of hours from an engine. */
export class RangeReader {
  readonly #options: RangeReaderOptions;
  readonly #samples: SampleReader;
  readonly #breather = Breather.create();
  /** The largest steps that were seen, by profile and model. */
  readonly #steps = new Map<string, Map<string, Map<SeriesId, number>>>();

  static create(options: RangeReaderOptions) {
    return new RangeReader(options);
  }

  private constructor(options: RangeReaderOptions) {
    this.#options = options;
    this.#samples = SampleReader.create({ engine: options.engine });
  }

  /** All rows of a range, some models at a time. */
  async read(
    task: RangeTask,
    span: MeasureSpan,
    signal: AbortSignal,
  ): Promise<RangeUsage> {
    const { engine, settings, names } = this.#options;
    const { profile, held } = task;
    const models = await findModels({
      engine,
      profile,
      labels: settings.labels,
      held,
      span,
      signal,
    });
    const cluster =
      engine.clusters?.length === 1 ? engine.clusters[0] : undefined;
    const rows: LedgerRow[] = [];
    let partial = false;
    let samples = 0;
    let samplesInStep = 0;
    for (const batch of this.#batchesOf(models, cluster)) {
      const groups = SubjectGroups.create({
        profile,
        names,
        clusterLabel: settings.clusterLabel,
        ...(cluster !== undefined && { cluster }),
      });
      let ofBatch = 0;
      for (const series of held) {
        const read = await this.#readSeries(
          { task, series, batch, span },
          signal,
        );
        partial ||= read.partial;
        ofBatch += read.samples;
        groups.add(series.id, read.byName);
      }
      samples = Math.max(samples, ofBatch);
      const steps =
        this.#steps.get(profile.id) ?? new Map<string, Map<SeriesId, number>>();
      this.#steps.set(profile.id, steps);
      for (const group of groups.list(steps)) {
        samplesInStep = Math.max(samplesInStep, group.samplesInStep);
        rows.push(...(await this.#rowsOf(task, group, span)));
      }
    }
    // Names in several batches may be those of one subject.
    const added = addRows(rows);
    if (!added.ok) {
      throw new Error(added.issues[0].message);
    }
    return { rows: added.value, samples, samplesInStep, partial };
  }

  /** Names of one model stay together, so that its series are computed as one. */
  #batchesOf(models: readonly string[], cluster: string | undefined) {
    const byModel = new Map<string, string[]>();
    for (const model of models) {
      const key = this.#options.names.resolve({
        model,
        ...(cluster !== undefined && { cluster }),
      });
      byModel.set(key.model, [...(byModel.get(key.model) ?? []), model]);
    }
    const batches: string[][] = [];
    for (const alike of byModel.values()) {
      const last = batches[batches.length - 1];
      if (last && last.length + alike.length <= MODELS_AT_ONCE) {
        last.push(...alike);
      } else {
        batches.push([...alike]);
      }
    }
    return batches;
  }

  async #readSeries(
    options: {
      task: RangeTask;
      series: HeldSeries;
      batch: readonly string[];
      span: MeasureSpan;
    },
    signal: AbortSignal,
  ) {
    const { task, series, batch, span } = options;
    const { labels } = this.#options.settings;
    const { profile } = task;
    const { id, places } = series;
    const byName = [];
    let partial = false;
    let samples = 0;
    for (const place of places) {
      const read = await this.#samples.read(
        {
          kind: `${profile.id}/${id}/${place}`,
          values: batch,
          select: models =>
            selectorsOf({ profile, id, labels, models })[place].selector,
          span,
        },
        signal,
      );
      partial ||= read.partial;
      samples += read.samples;
      byName.push(read.series);
    }
    return { byName, samples, partial };
  }

  async #rowsOf(
    { profile, range }: RangeTask,
    { key, subject }: SubjectGroup,
    span: MeasureSpan,
  ): Promise<LedgerRow[]> {
    const { engine, logger } = this.#options;
    const steps = hourlyUsageInSteps({
      profile,
      subject,
      ...range,
      seenFrom: span.start,
      seenTo: span.end,
    });
    let step = steps.next();
    while (!step.done) {
      await this.#breather.breathe();
      step = steps.next();
    }
    const result = step.value;
    for (const { path, message } of result.issues) {
      logger.warn(
        `What the engine ${engine.name} holds of ${key.model} by ${profile.title} is not all in the ledger: ${path} ${message}`,
      );
    }
    if (!result.ok) {
      throw new Error(result.issues[0].message);
    }
    return result.value.map(({ hour, ...usage }) => ({
      key: {
        ...key,
        period: hourOf(hour),
        source: sourceOf(
          engine.name,
          profile.id,
          usage.qualifiers.length > 0 ? 'approximate' : 'exact',
        ),
      },
      vantage: profile.vantage,
      ...usage,
    }));
  }
}
