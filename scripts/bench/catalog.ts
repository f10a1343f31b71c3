import catalogModuleLlm from '@modelyard/plugin-catalog-backend-module-llm';
import os from 'node:os';
import {
  postgresUrl,
  WithDatabase,
  withPostgres,
  withSqlite,
} from './catalog/databases';
import { measureProcessing, Processing } from './catalog/measureProcessing';
import { ModelSample, sampleModel } from './catalog/sampleModel';
import {
  componentWorkload,
  modelWorkload,
  Workload,
} from './catalog/workloads';
import { median } from './support/statistics';

const COMPARED_SIZE = 5_000;
/**
 * The growth is that of Models alone: Components in the same numbers take as
 * long again and answer nothing more.
 */
const GROWN_SIZES = [
  { count: 1_000, rounds: 3 },
  { count: 20_000, rounds: 1 },
];
const GOAL = 1.15;

/** Models and their like, measured one after the other. */
interface Round {
  readonly models: Processing;
  readonly components: Processing;
}

/**
 * What the catalog's processing of Models costs: against Components of the same
 * size and relations, which the catalog knows by itself, and in growing numbers.
 * The Components are processed by a catalog without this suite.
 */
export default async function catalog() {
  const sample = sampleModel();
  const compared = await compare({
    sample,
    count: COMPARED_SIZE,
    times: 3,
    on: withSqlite,
  });
  const perModel = new Map([
    [COMPARED_SIZE, timesPerModel(modelsOf(compared), COMPARED_SIZE)],
  ]);
  for (const { count, rounds } of GROWN_SIZES) {
    const workload = modelWorkload(sample, count);
    const measured: Processing[] = [];
    for (let i = 0; i < rounds; i++) {
      measured.push(await measure(withSqlite, workload, true));
    }
    perModel.set(count, timesPerModel(measured, count));
  }
  const [smallest, , largest] = [...perModel.keys()].sort((a, b) => a - b);
  const asText = await compare({
    sample,
    count: COMPARED_SIZE,
    times: 1,
    on: withSqlite,
    padding: 'text',
  });

  return [
    {
      id: 'catalog/processing-ratio',
      value: ratio(compared, 'seconds'),
      unit: 'ratio',
      goal: GOAL,
      lowerIsBetter: true,
      conditions: `time for ${COMPARED_SIZE} Models over time for as many Components with the same fields; ${describe(
        sample,
        compared,
      )}`,
    },
    {
      id: 'catalog/processing-ratio-cpu',
      value: ratio(compared, 'cpuSeconds'),
      unit: 'ratio',
      goal: GOAL,
      lowerIsBetter: true,
      conditions: 'as catalog/processing-ratio, in processor time',
    },
    {
      id: 'catalog/processing-ratio-text-padding',
      value: ratio(asText, 'seconds'),
      unit: 'ratio',
      lowerIsBetter: true,
      conditions: `as catalog/processing-ratio, with Components that are filled up by one long text, which the catalog does not index; ${describe(
        sample,
        asText,
      )}`,
    },
    ...[smallest, COMPARED_SIZE, largest].map(count => ({
      id: `catalog/processing-per-model-${count}`,
      value: round(median(perModel.get(count)!)),
      unit: 'ms',
      lowerIsBetter: true,
      conditions: describeModels(sample, perModel.get(count)!.length),
    })),
    {
      id: `catalog/growth-${smallest}-to-${largest}`,
      value: round(
        median(perModel.get(largest)!) / median(perModel.get(smallest)!),
      ),
      unit: 'ratio',
      lowerIsBetter: true,
      conditions: `time per Model among ${largest} over time per Model among ${smallest}; 1 is linear`,
    },
    ...(postgresUrl ? [await onPostgres(sample)] : []),
  ];
}

async function onPostgres(sample: ModelSample) {
  const rounds = await compare({
    sample,
    count: COMPARED_SIZE,
    times: 1,
    on: withPostgres,
  });
  return {
    id: 'catalog/processing-ratio-postgres',
    value: ratio(rounds, 'seconds'),
    unit: 'ratio',
    goal: GOAL,
    lowerIsBetter: true,
    conditions: `as catalog/processing-ratio, on PostgreSQL; ${describe(
      sample,
      rounds,
    )}`,
  };
}

/** Measures Models and Components in turns, so that both meet the same machine. */
async function compare(options: {
  sample: ModelSample;
  count: number;
  times: number;
  on: WithDatabase;
  padding?: 'fields' | 'text';
}): Promise<Round[]> {
  const { sample, count, times, on, padding = 'fields' } = options;
  const models = modelWorkload(sample, count);
  const components = componentWorkload(models, padding);
  const measureModels = () => measure(on, models, true);
  const measureComponents = () => measure(on, components, false);

  const rounds: Round[] = [];
  for (let i = 0; i < times; i++) {
    const first = i % 2 ? await measureComponents() : await measureModels();
    const second = i % 2 ? await measureModels() : await measureComponents();
    rounds.push(
      i % 2
        ? { models: second, components: first }
        : { models: first, components: second },
    );
  }
  return rounds;
}

async function measure(
  on: WithDatabase,
  workload: Workload,
  withSuite: boolean,
): Promise<Processing> {
  globalThis.gc?.();
  const processing = await on(knex =>
    measureProcessing({
      knex,
      features: withSuite ? [catalogModuleLlm] : [],
      workload,
    }),
  );
  return processing;
}

function ratio(rounds: Round[], figure: 'seconds' | 'cpuSeconds'): number {
  return round(
    median(
      rounds.map(
        ({ models, components }) => models[figure] / components[figure],
      ),
    ),
  );
}

function modelsOf(rounds: Round[]): Processing[] {
  return rounds.map(({ models }) => models);
}

/** Milliseconds for one Model, in each round. */
function timesPerModel(rounds: Processing[], count: number): number[] {
  return rounds.map(({ seconds }) => (seconds * 1000) / count);
}

function describe(sample: ModelSample, rounds: Round[]): string {
  const [{ models, components }] = rounds;
  if (models.relationRows !== components.relationRows) {
    throw new Error(
      `The Models have ${models.relationRows} relations, the Components ${components.relationRows}`,
    );
  }
  return [
    `${models.searchRows} and ${components.searchRows} rows of search index`,
    'in turns',
    describeModels(sample, rounds.length),
  ].join('; ');
}

function describeModels(sample: ModelSample, rounds: number): string {
  return [
    `${sample.bytes} bytes and ${sample.relations} relations each, the medians of ${sample.count} examples (${sample.entity.metadata.name})`,
    'until stitched',
    'SQLite in a file without flushing where nothing else is said',
    `median of ${rounds} rounds`,
    `${os.cpus().length} CPUs, Node ${process.versions.node}`,
  ].join('; ');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
