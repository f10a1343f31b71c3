import { hourOf, LedgerRow } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../../../__testUtils__/describeOnDatabases';
import {
  call,
  gateway,
  ledgerOn,
  plainSubjects,
  prepareTables,
  price,
  T0,
} from '../../../../__testUtils__/usage';
import { randomOf } from '../../__testUtils__/random';
import { DatabaseHourStore } from '../../DatabaseHourStore';
import { DAY_MS, HOUR_MS } from '../../tables/units';
import { DayRoller } from '../../upkeep/DayRoller';
import { HourCloser } from '../../upkeep/HourCloser';
import { DatabaseUsageReader } from '../DatabaseUsageReader';
import { UsageQuestion } from '../UsageReader';

jest.setTimeout(120_000);

const START = Math.floor(T0 / DAY_MS) * DAY_MS - DAY_MS;
const HOURS = 60;
const NOW = START + HOURS * HOUR_MS;
const MODELS = ['model:default/a', 'model:default/b', 'model:default/c'];
const CONSUMERS = ['component:default/x', 'component:default/y', 'key-1'];

describeOnDatabases('reading usage from memory', createDatabase => {
  let knex: Knex;
  let parts: ReturnType<typeof ledgerOn>;
  let now: jest.SpyInstance<number>;
  const read = {
    few: DatabaseUsageReader.prototype.read,
    all: DatabaseUsageReader.prototype.read,
    memory: DatabaseUsageReader.prototype.read,
  };

  const upkeep = async () => {
    const closeAfterMs = 2 * HOUR_MS;
    const { closed } = parts;
    await HourCloser.create({ knex, closed, closeAfterMs }).closeDue({
      now: NOW,
    });
    await DayRoller.create({ knex, closeAfterMs }).rollDue({ now: NOW });
  };

  beforeAll(async () => {
    now = jest.spyOn(Date, 'now').mockReturnValue(NOW);
    knex = await createDatabase();
    await prepareTables(knex);
    parts = ledgerOn(knex, {
      now: () => NOW,
      acceptForMs: 10 * DAY_MS,
      subjects: plainSubjects({
        [MODELS[0]]: [price],
        [MODELS[1]]: [{ ...price, id: 'dollars', currency: 'USD' }],
      }),
    });
    const chance = randomOf(7);
    const pick = <T>(values: readonly T[]) =>
      values[Math.floor(chance() * values.length)];
    await parts.ledger.recordCalls({
      ...gateway,
      calls: Array.from({ length: 400 }, (_, index) =>
        call(`${index}`, {
          at: START + chance() * HOURS * HOUR_MS,
          subject: {
            model: pick(MODELS),
            consumer: pick(CONSUMERS),
            version: pick(['v1', 'v2']),
          },
          counts: {
            requests: 1,
            ...(chance() < 0.8 && {
              inputTokens: Math.floor(chance() * 1e4),
              outputTokens: 10,
            }),
            ...(chance() < 0.1 && { audioSeconds: chance() * 100 }),
          },
        }),
      ),
    });
    const store = DatabaseHourStore.create({
      knex,
      dictionary: parts.dictionary,
      closed: parts.closed,
      consumerCap: 100,
      keepHoursMs: 45 * DAY_MS,
      now: () => NOW,
    });
    const engineRow = (hour: number, model: string): LedgerRow => ({
      key: {
        period: hourOf(START + hour * HOUR_MS),
        model,
        version: 'v1',
        deployment: 'prod',
        operation: 'unknown',
        provider: 'unknown',
        consumer: 'unknown',
        source: 'engine/fra',
      },
      vantage: 'engine',
      counts: {
        requests: {
          value: Math.floor(chance() * 50),
          unseen: chance() < 0.05 ? Infinity : Math.floor(chance() * 3),
          startEdge: Math.floor(chance() * 4),
          endEdge: Math.floor(chance() * 4),
        },
      },
      histograms: {},
      qualifiers: chance() < 0.1 ? ['partial'] : [],
    });
    await store.replaceHours({
      source: 'engine/fra',
      reason: 'It was asked',
      hours: Array.from({ length: HOURS }, (_, hour) => hour)
        .filter(() => chance() < 0.8)
        .map(hour => ({
          period: hourOf(START + hour * HOUR_MS),
          qualifiers: [],
          rows: [...MODELS, 'model:default/engine-only']
            .filter(() => chance() < 0.7)
            .map(model => engineRow(hour, model)),
        })),
    });
    await upkeep();
    const reader = (options: { memoryBytes?: number; fewKeys: number }) => {
      const made = DatabaseUsageReader.create({
        knex,
        now: () => NOW,
        ...options,
      });
      return made.read.bind(made);
    };
    read.few = reader({ fewKeys: 1_000 });
    read.all = reader({ fewKeys: 0 });
    read.memory = reader({ fewKeys: 0, memoryBytes: 1e9 });
  });

  afterAll(() => {
    now.mockRestore();
  });

  const spans = (['total', 'day', 'hour'] as const).flatMap(step =>
    [
      { from: START, to: NOW },
      { from: START + 5 * HOUR_MS, to: NOW - HOUR_MS },
      { from: START + DAY_MS, to: START + 2 * DAY_MS },
    ].map(span => ({ ...span, step })),
  );
  const questions = spans
    .flatMap((span): UsageQuestion[] => [
      { ...span, by: [] },
      { ...span, by: ['model'] },
      { ...span, by: ['model', 'consumer', 'version'] },
      { ...span, by: ['source'], where: { model: MODELS.slice(0, 2) } },
      { ...span, by: ['model'], where: { consumer: CONSUMERS.slice(1) } },
      { ...span, by: ['consumer'], where: { model: [MODELS[1]] } },
      { ...span, by: ['model'], where: { model: ['nobody'] } },
    ])
    // Each span and step with some of the rest: all of them take minutes.
    .filter((_, index) => index % 4 === 0);

  const compareAll = async () => {
    let found = 0;
    for (const question of questions) {
      const expected = await read.all(question);
      expect(await read.few(question)).toEqual(expected);
      expect(await read.memory(question)).toEqual(expected);
      found += expected.sums.length;
    }
    return found;
  };

  it('says the same as the tables, and goes on saying it', async () => {
    expect(await knex('llm_usage_day_states').select('day')).toHaveLength(2);
    expect(await compareAll()).toBeGreaterThan(200);
    expect(await compareAll()).toBeGreaterThan(200);
  });

  it('notices corrections of closed hours, and days that are rolled up anew', async () => {
    const late = (id: string, hour: number) =>
      parts.ledger.recordCalls({
        ...gateway,
        calls: [
          call(id, {
            at: START + hour * HOUR_MS,
            subject: { model: MODELS[0], consumer: CONSUMERS[0] },
            counts: { requests: 1, inputTokens: 12_345 },
          }),
        ],
      });
    const before = await read.memory(questions[0]);
    await late('late-of-a-day', 7);
    await late('late-of-today', 50);
    const after = await read.memory(questions[0]);
    expect(after.sums[0].counts.inputTokens?.increase.value).toBe(
      (before.sums[0].counts.inputTokens?.increase.value ?? 0) + 24_690,
    );
    await compareAll();
    await upkeep();
    await compareAll();
  });

  it('tells what came into open hours after some seconds', async () => {
    const requests = async () =>
      (await read.memory(questions[0])).sums[0].counts.requests?.increase.value;
    const before = await requests();
    await parts.ledger.recordCalls({
      ...gateway,
      calls: [call('now', { at: NOW - 1, subject: { model: MODELS[0] } })],
    });
    expect(await requests()).toBe(before);
    // Read again, while the answer is still the old one.
    now.mockReturnValue(NOW + 10_000);
    expect(await requests()).toBe(before);
    for (let turn = 0; (await requests()) === before; turn += 1) {
      expect(turn).toBeLessThan(200);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(await requests()).toBe(Number(before) + 1);
    // Nobody has asked for a minute.
    await parts.ledger.recordCalls({
      ...gateway,
      calls: [call('then', { at: NOW - 1, subject: { model: MODELS[0] } })],
    });
    now.mockReturnValue(NOW + 80_000);
    expect(await requests()).toBe(Number(before) + 2);
  });
});
