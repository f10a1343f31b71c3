import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { hourOf, LedgerRow } from '@modelyard/llm-measures';
import { MeasureEngineError } from '@modelyard/plugin-llm-node';
import { describeOnDatabases } from '../../../__testUtils__/describeOnDatabases';
import { createUsage } from '../createUsage';
import { HourStore } from '../HourStore';
import { MemoryEngine } from '../__testUtils__/MemoryEngine';
import { MemoryHourStore } from '../__testUtils__/MemoryHourStore';
import { plainNames } from '../__testUtils__/plainNames';
import { envoyTraffic, vllmTraffic } from '../__testUtils__/traffics';
import { simulate } from '../__testUtils__/World';
import { PullConfig } from './PullConfig';
import { UsagePull } from './UsagePull';

const HOUR = 3_600_000;
const HOURS = 30;
const START = Math.floor(Date.now() / HOUR) * HOUR - (HOURS + 1) * HOUR;
const END = START + HOURS * HOUR;

const config: PullConfig = {
  engines: [{ name: 'fra', labels: [], clusterLabel: 'cluster' }],
  backfillMs: HOURS * HOUR,
  rereadMs: 3 * HOUR,
  scrapeIntervalMs: 60_000,
};

const worldOptions = {
  seed: 3,
  start: START,
  hours: HOURS,
  scrapeMs: 60_000,
  lost: 0.05,
};

/** An engine with a model, a gateway before it, and its own scrapes. */
function createEngine() {
  const engine = new MemoryEngine();
  const truth = simulate(
    {
      ...worldOptions,
      traffics: [
        vllmTraffic({ name: 'nova', perDay: 4_000, histograms: true }),
        envoyTraffic({ name: 'nova', perDay: 4_000, teams: ['blue'] }),
      ],
    },
    engine.write,
  );
  return { engine, truth };
}

function createPull(options: {
  engine: MemoryEngine;
  store: HourStore;
  now?: () => number;
  logger?: ReturnType<typeof mockServices.logger.mock>;
}) {
  const { logger = mockServices.logger.mock(), now = () => END + HOUR / 4 } =
    options;
  return UsagePull.create({
    config,
    names: plainNames,
    ...options,
    engines: [options.engine],
    logger,
    now,
  });
}

const never = new AbortController().signal;
const dead = new MeasureEngineError({
  engine: 'fra',
  kind: 'unreachable',
  message: 'The engine fra cannot be reached',
});

const requests = (rows: readonly LedgerRow[]) =>
  rows.reduce((sum, { counts }) => sum + (counts.requests?.value ?? 0), 0);

it('fills the backfill once, and reads again only what may have grown, once an hour', async () => {
  const { engine, truth } = createEngine();
  let now = END + HOUR / 4;
  const store = new MemoryHourStore(() => now);
  const pull = createPull({ engine, store, now: () => now });
  await pull.run(never);
  const rows = store.rows('fra/vllm');
  expect(new Set(rows.map(({ key }) => key.period)).size).toBe(HOURS);
  expect(requests(rows) / truth.sum('vllm-nova', 'requests')).toBeCloseTo(1, 1);
  expect(await pull.gapOf('fra')).toEqual({ hours: 0 });
  expect(await pull.gapOf('ber')).toBeUndefined();

  store.writes.splice(0);
  await pull.run(never);
  expect(store.writes).toEqual([]);

  now += HOUR;
  await pull.run(never);
  const again = store.writes.filter(each => each.startsWith('fra/vllm '));
  expect(again.sort()).toEqual(
    [-3, -2, -1, 0].map(i => `fra/vllm ${hourOf(END + i * HOUR)}`),
  );
  expect(store.rows('fra/vllm').slice(0, HOURS)).toHaveLength(HOURS);
});

it('keeps what a profile only comes near apart, as approximate', async () => {
  const { engine, truth } = createEngine();
  const store = new MemoryHourStore();
  await createPull({ engine, store }).run(never);
  const exact = store.rows('fra/envoy-ai-gateway');
  const near = store.rows('fra/envoy-ai-gateway (approximate)');
  expect(exact.every(({ qualifiers }) => qualifiers.length === 0)).toBe(true);
  expect(exact.some(({ counts }) => counts.failed)).toBe(false);
  expect(near.length).toBeGreaterThan(0);
  for (const { qualifiers, counts, key, vantage } of near) {
    expect(qualifiers).toEqual(['approximate']);
    expect(Object.keys(counts)).toEqual(['failed']);
    expect(key).toMatchObject({ model: 'nova', consumer: 'blue' });
    expect(vantage).toBe('gateway');
  }
  const failed = near.reduce(
    (sum, { counts }) => sum + (counts.failed?.value ?? 0),
    0,
  );
  expect(failed).toBeLessThanOrEqual(truth.sum('envoy-nova', 'failed'));
  expect(failed).toBeGreaterThan(truth.sum('envoy-nova', 'failed') * 0.8);
});

it('an engine that dies in the middle leaves a gap that the next run fills, with the same rows', async () => {
  const whole = new MemoryHourStore();
  const first = createEngine();
  await createPull({ engine: first.engine, store: whole }).run(never);

  const { engine } = createEngine();
  const store = new MemoryHourStore();
  const logger = mockServices.logger.mock();
  const pull = createPull({ engine, store, logger });
  engine.before = () => {
    if (engine.asked > 25) {
      throw dead;
    }
  };
  await pull.run(never);
  const gap = await pull.gapOf('fra');
  expect(gap?.hours).toBeGreaterThan(0);
  expect(gap?.hours).toBeLessThan(HOURS);
  // What people look at first is read first.
  expect(gap?.oldest).toBe(START);
  await pull.run(never);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(logger.warn).toHaveBeenCalledWith(
    'Hours are missing in the ledger until this is mended: The engine fra cannot be reached',
  );

  engine.before = () => {};
  await pull.run(never);
  expect(await pull.gapOf('fra')).toEqual({ hours: 0 });
  const keys = (rows: LedgerRow[]) => rows.map(({ key }) => key);
  expect(keys(store.rows('fra/vllm'))).toEqual(keys(whole.rows('fra/vllm')));
  expect(requests(store.rows('fra/vllm'))).toBe(
    requests(whole.rows('fra/vllm')),
  );
});

it('a replica that is stopped in the middle is followed by another that goes on', async () => {
  const { engine } = createEngine();
  const store = new MemoryHourStore();
  const stopped = new AbortController();
  engine.before = () => {
    if (engine.asked === 25) {
      stopped.abort();
    }
  };
  await createPull({ engine, store }).run(stopped.signal);
  const before = store.writes.length;
  expect(before).toBeGreaterThan(0);
  engine.before = () => {};
  const pull = createPull({ engine, store });
  await pull.run(never);
  expect(await pull.gapOf('fra')).toEqual({ hours: 0 });
  // No hour was read twice.
  expect(new Set(store.writes).size).toBe(store.writes.length);
});

it('an hour in which the engine had lost a part is partial, and is read again', async () => {
  const { engine } = createEngine();
  engine.partial = true;
  let now = END + HOUR / 4;
  const store = new MemoryHourStore(() => now);
  const pull = createPull({ engine, store, now: () => now });
  await pull.run(never);
  const partial = () =>
    store
      .rows('fra/vllm')
      .filter(({ qualifiers }) => qualifiers.includes('partial')).length;
  expect(partial()).toBe(HOURS);
  engine.partial = false;
  now += HOUR;
  await pull.run(never);
  // What is older than a day has been given up.
  expect(partial()).toBe(HOURS - 23);
});

it('an hour in which the engine scraped nothing at all is partial', async () => {
  const { engine } = createEngine();
  const moments = Array.from(
    { length: HOURS * 60 },
    (_, i) => START + i * 60_000,
  );
  const at = moments.filter(
    moment => Math.ceil((moment - START) / HOUR) - 1 !== 20,
  );
  engine.write({ name: 'up', labels: {}, at, values: at.map(() => 1) });
  const store = new MemoryHourStore();
  await createPull({ engine, store }).run(never);
  const marked = store
    .rows('fra/vllm')
    .filter(({ qualifiers }) => qualifiers.includes('partial'));
  expect(marked.map(({ key }) => key.period)).toEqual([
    hourOf(START + 20 * HOUR),
  ]);
});

it('runs on one replica at a time, and frees its lock within minutes', async () => {
  const { engine } = createEngine();
  const scheduler = mockServices.scheduler.mock();
  await createPull({ engine, store: new MemoryHourStore() }).schedule(
    scheduler,
  );
  expect(scheduler.scheduleTask).toHaveBeenCalledWith(
    expect.objectContaining({
      scope: 'global',
      timeout: { minutes: 5 },
      frequency: { minutes: 5 },
    }),
  );
  const none = mockServices.scheduler.mock();
  await UsagePull.create({
    config: { ...config, engines: [] },
    engines: [],
    store: new MemoryHourStore(),
    names: plainNames,
    logger: mockServices.logger.mock(),
  }).schedule(none);
  expect(none.scheduleTask).not.toHaveBeenCalled();
});

it('refuses an engine that there is not', () => {
  expect(() =>
    UsagePull.create({
      config,
      engines: [],
      store: new MemoryHourStore(),
      names: plainNames,
      logger: mockServices.logger.mock(),
    }),
  ).toThrow(
    'Invalid llm.usage.pull.engines[0].name: there is no engine fra under llm.measures; known are none',
  );
});

describeOnDatabases(
  'UsagePull, with the tables of the ledger',
  createDatabase => {
    it('keeps the same rows when two replicas read at the same time, and once more', async () => {
      const knex = await createDatabase();
      const logger = mockServices.logger.mock();
      const createReplica = async () =>
        createUsage({
          auth: mockServices.auth(),
          catalog: catalogServiceMock({ entities: [] }),
          config: mockServices.rootConfig(),
          database: mockServices.database({ knex }),
          logger,
        });
      const { engine } = createEngine();
      const memory = new MemoryHourStore();
      await createPull({ engine, store: memory }).run(never);
      const replicas = [await createReplica(), await createReplica()];
      for (const turn of [1, 2]) {
        await Promise.all(
          replicas.map(({ hours }) =>
            createPull({
              engine,
              store: hours,
              logger,
              now: () => END + turn * HOUR + HOUR / 4,
            }).run(never),
          ),
        );
      }
      expect(logger.warn.mock.calls).toEqual([]);
      const [{ hours }] = replicas;
      const source = 'fra/vllm';
      expect(
        await hours.hoursOf({ source, from: START + 2 * HOUR, to: END }),
      ).toHaveLength(HOURS - 2);
      const keys = knex('llm_usage_keys').select('id').where({ source });
      const stored = await knex('llm_usage_hours').whereIn('key_id', keys);
      const written = memory
        .rows(source)
        .filter(({ counts }) => counts.requests);
      expect(stored.length).toBeGreaterThanOrEqual(written.length);
      expect(new Set(stored.map(row => `${row.key_id} ${row.hour}`)).size).toBe(
        stored.length,
      );
    }, 60_000);
  },
);
