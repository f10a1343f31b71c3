import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LlmUsageQuestion } from '@modelyard/plugin-llm-common';
import { Knex } from 'knex';
import os from 'node:os';
import { performance } from 'node:perf_hooks';
import {
  DefaultUsageService,
  VisibleModels,
} from '../../../plugins/llm-backend/src/services/usage/api';
import { DatabaseUsageReader } from '../../../plugins/llm-backend/src/services/usage/reading/DatabaseUsageReader';
import { LedgerModels } from '../../../plugins/llm-backend/src/services/usage/reading/LedgerModels';
import { UsageQuestion } from '../../../plugins/llm-backend/src/services/usage/reading/UsageReader';
import {
  ConsumerHoldings,
  ConsumerVisibility,
} from '../../../plugins/llm-backend/src/services/visibility';
import { postgresUrl, withPostgres, withSqlite } from '../catalog/databases';
import { quantile, rounded } from '../support/statistics';
import { watchTurns } from '../support/watchTurns';
import {
  consumerOf,
  fillLedger,
  HOUR,
  LedgerShape,
  modelOf,
} from './reading/fillLedger';

/** Fewer for a look while something is worked on. */
const ROWS = Number(process.env.MODELYARD_BENCH_ROWS ?? 10_000_000);
const DAY = 24 * HOUR;
const HOURS = 720;
const CONSUMERS_OF_MODEL = 70;
const TEAM = 'group:default/largest';
const TEAM_SIZE = 300;
const ROUNDS = 60;
const MEMORY = 256 * 1024 ** 2;

const models = Math.max(2, Math.round(ROWS / HOURS / CONSUMERS_OF_MODEL));
const shape: LedgerShape = {
  models,
  lone: models * 9,
  consumersOfModel: CONSUMERS_OF_MODEL,
  consumers: 1_000,
  hours: HOURS,
  // In the middle of a day, so that half of it is read by hours.
  now: Date.parse('2026-11-26T14:20:00Z'),
};

function entity(ref: string, relations: Array<[string, string]>): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  const ours = kind === 'model';
  return {
    apiVersion: ours ? 'modelyard.dev/v1alpha1' : 'backstage.io/v1alpha1',
    kind: `${kind[0].toLocaleUpperCase('en-US')}${kind.slice(1)}`,
    metadata: { name, namespace },
    ...(ours && {
      spec: {
        type: 'chat',
        lifecycle: 'production',
        owner: 'group:default/ml',
        versions: [],
        deployments: [],
      },
    }),
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

function serviceOn(knex: Knex, reader: DatabaseUsageReader) {
  const team = Array.from({ length: TEAM_SIZE }, (_, i) => consumerOf(i));
  const catalog = catalogServiceMock({
    entities: [
      entity(
        TEAM,
        team.map(ref => ['ownerOf', ref]),
      ),
      ...team.map(ref => entity(ref, [['ownedBy', TEAM]])),
      ...Array.from({ length: shape.models + shape.lone }, (_, i) =>
        entity(modelOf(i), [['ownedBy', 'group:default/ml']]),
      ),
    ],
  });
  const auth = mockServices.auth();
  return DefaultUsageService.create({
    auth,
    catalog,
    models: VisibleModels.create({
      auth,
      catalog,
      models: LedgerModels.create({ knex }),
    }),
    reader,
    now: () => shape.now,
    visibility: ConsumerVisibility.create({
      auth,
      catalog,
      groups: { platform: [], reviewers: [] },
      holdings: ConsumerHoldings.create({ catalog }),
      permissions: mockServices.permissions(),
      permissionsRegistry: {
        addPermissionRules: () => {},
        addPermissions: () => {},
        addResourceType: () => {},
        getPermissionRuleset: () => {
          throw new Error('No decision depends on the entity here');
        },
      },
      userInfo: mockServices.userInfo({ ownershipEntityRefs: [TEAM] }),
    }),
  });
}

/** What the ledger is asked for a page of a model: windows of cards, and the courses and consumers below them. */
function entityQuestions(model: string): UsageQuestion[] {
  const where = { model: [model] };
  const { now: to } = shape;
  return [
    { from: to - DAY, to, step: 'total', by: [], where },
    { from: to - 2 * DAY, to: to - DAY, step: 'total', by: [], where },
    { from: to - DAY, to, step: 'hour', by: [], where },
    { from: to - 30 * DAY, to, step: 'total', by: [], where },
    { from: to - 60 * DAY, to: to - 30 * DAY, step: 'total', by: [], where },
    { from: to - 30 * DAY, to, step: 'day', by: [], where },
    { from: to - 30 * DAY, to, step: 'total', by: ['consumer'], where },
    { from: to - 7 * DAY, to, step: 'total', by: ['version'], where },
  ];
}

async function measure(act: (round: number) => Promise<unknown>) {
  const began = performance.now();
  await act(0);
  const cold = performance.now() - began;
  const times: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const start = performance.now();
    await act(round);
    times.push(performance.now() - start);
    // As if somebody looked at the page meanwhile.
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return { cold, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

async function sizeOf(knex: Knex, sqlite: boolean): Promise<number> {
  if (!sqlite) {
    const { rows } = await knex.raw(
      'SELECT pg_database_size(current_database()) AS bytes',
    );
    return Number(rows[0].bytes);
  }
  await knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
  const [{ page_size: bytes }] = await knex.raw('PRAGMA page_size');
  return Number(pages) * Number(bytes);
}

/** What people wait for. */
async function measureReading(knex: Knex) {
  const reader = DatabaseUsageReader.create({
    knex,
    memoryBytes: MEMORY,
    now: () => shape.now,
  });
  const usage = serviceOn(knex, reader);
  const credentials = mockCredentials.user();
  const read = (question: Partial<LlmUsageQuestion>) =>
    usage.readUsage({
      credentials,
      question: {
        from: new Date(shape.now - 30 * DAY).toISOString(),
        to: new Date(shape.now).toISOString(),
        step: 'total',
        by: ['model'],
        ...question,
      },
    });
  const turns = watchTurns();
  const team = await measure(async () => {
    const answers = await Promise.all([
      read({ consumer: TEAM, sort: 'cost' }),
      read({ consumer: TEAM, step: 'day', by: [] }),
    ]);
    if (answers.some(({ rows: found }) => found.length === 0)) {
      throw new Error('The team used nothing');
    }
  });
  const entityPage = await measure(round =>
    Promise.all(
      entityQuestions(modelOf(round % shape.models)).map(question =>
        reader.read(question),
      ),
    ),
  );
  const fleet = await measure(async () => {
    const { rows: found } = await read({ sort: 'cost', limit: 1_000 });
    if (found.length < Math.min(1_000, shape.models + shape.lone)) {
      throw new Error(`The fleet has ${found.length} models`);
    }
  });
  return { team, entityPage, fleet, block: turns.stop() };
}

async function measureOn(database: 'sqlite' | 'postgres', knex: Knex) {
  const filled = performance.now();
  await fillLedger(knex, shape);
  const seconds = (performance.now() - filled) / 1000;
  const [{ rows }] = await knex('llm_usage_hours').count({ rows: '*' });
  const [{ calls }] = await knex('llm_usage_hours as h')
    .join('llm_usage_keys as k', 'k.id', 'h.key_id')
    .where('k.vantage', 'gateway-log')
    .sum({ calls: 'h.requests' });
  const bytes = await sizeOf(knex, database === 'sqlite');

  const { team, entityPage, fleet, block } = await measureReading(knex);

  const conditions = [
    `${rows} rows by the hour of ${calls} calls: ${shape.models} models with ${CONSUMERS_OF_MODEL} consumers each and ${shape.lone} with one, ${HOURS} hours, on ${database}`,
    `filled in ${rounded(seconds)} s`,
    `${os.cpus()[0]?.model}, ${os.cpus().length} CPUs, load ${os
      .loadavg()[0]
      .toFixed(1)}`,
  ].join('; ');
  const figures = (
    id: string,
    goal: number,
    what: string,
    { cold, p50, p95 }: Awaited<ReturnType<typeof measure>>,
  ) => [
    {
      id: `measures/reading-${database}-${id}-p95`,
      value: rounded(p95),
      unit: 'ms',
      goal,
      lowerIsBetter: true,
      conditions: `${what}, ${ROUNDS} times; the first time, from the tables alone, ${rounded(
        cold,
      )} ms; ${conditions}`,
    },
    {
      id: `measures/reading-${database}-${id}-p50`,
      value: rounded(p50),
      unit: 'ms',
      lowerIsBetter: true,
      conditions: `${what}; ${conditions}`,
    },
  ];
  return [
    ...figures(
      'team',
      150,
      `30 days of a team of ${TEAM_SIZE} consumers, by model and by day at the same time`,
      team,
    ),
    ...figures(
      'entity',
      200,
      'the ledger of the page of a model: 8 questions at the same time',
      entityPage,
    ),
    ...figures(
      'fleet',
      300,
      `30 days of ${shape.models + shape.lone} models`,
      fleet,
    ),
    {
      id: `measures/reading-${database}-block`,
      value: rounded(block),
      unit: 'ms',
      ...(database === 'sqlite' && { goal: 50 }),
      lowerIsBetter: true,
      conditions: `longest time in which the event loop did nothing else, in processor time; ${conditions}`,
    },
    {
      id: `measures/reading-${database}-size`,
      value: rounded(bytes / 1024 ** 2),
      unit: 'MiB',
      lowerIsBetter: true,
      conditions,
    },
    {
      id: `measures/reading-${database}-bytes-per-row`,
      value: rounded(bytes / Number(rows)),
      unit: 'bytes',
      lowerIsBetter: true,
      conditions: `with days, edges and histograms beside the hours; ${conditions}`,
    },
  ];
}

/** How fast usage is read from a ledger with a month of a large portal. */
export default async function reading() {
  return [
    ...(await withSqlite(knex => measureOn('sqlite', knex))),
    ...(postgresUrl
      ? await withPostgres(knex => measureOn('postgres', knex))
      : []),
  ];
}
