import { hourOf, LedgerRow } from '@modelyard/llm-measures';
import { UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import {
  call,
  gateway,
  ledgerOn,
  plainSubjects,
  point,
  prepareTables,
  price,
} from '../../__testUtils__/usage';
import { DatabaseHourStore } from './DatabaseHourStore';
import { DatabaseUsageReader } from './reading/DatabaseUsageReader';
import { UsageQuestion } from './reading/UsageReader';
import { readHourRows } from './tables/readHourRows';
import { DAY_MS, HOUR_MS } from './tables/units';
import { DayRoller } from './upkeep/DayRoller';
import { HourCloser } from './upkeep/HourCloser';
import { UsagePruner } from './upkeep/UsagePruner';

const MODEL = 'model:default/qwen';
const START = Date.parse('2026-11-26T00:00:00Z');
const guard: UsageOrigin = { source: 'guard-fra', vantage: 'guardrail' };
const counters: UsageOrigin = { source: 'gateway-fra', vantage: 'gateway' };

describeOnDatabases('checks of guardrails in the ledger', createDatabase => {
  let knex: Knex;
  let now: number;

  beforeEach(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
    now = START + 3 * HOUR_MS;
  });

  function setUp() {
    const closeAfterMs = 2 * HOUR_MS;
    const parts = ledgerOn(knex, {
      now: () => now,
      closeAfterMs,
      subjects: plainSubjects({ [MODEL]: [price] }),
    });
    const { closed, dictionary } = parts;
    return {
      ...parts,
      closer: HourCloser.create({ knex, closed, closeAfterMs }),
      roller: DayRoller.create({ knex, closeAfterMs }),
      pruner: UsagePruner.create({
        knex,
        acceptForMs: 48 * HOUR_MS,
        keepHoursMs: 2 * DAY_MS,
        keepDaysMs: 5 * DAY_MS,
      }),
      store: DatabaseHourStore.create({
        knex,
        dictionary,
        closed,
        consumerCap: 100,
        keepHoursMs: 45 * DAY_MS,
        now: () => now,
      }),
    };
  }

  const checked = (
    hour: number,
    counts: UsagePoint['counts'],
    rest: Partial<UsagePoint> = {},
  ): UsagePoint =>
    point(START + hour * HOUR_MS - 60_000, {
      start: START + (hour - 1) * HOUR_MS,
      temporality: 'delta',
      stream: 'checks',
      subject: { model: MODEL },
      counts,
      ...rest,
    });

  const read = (question: Partial<UsageQuestion> = {}) =>
    DatabaseUsageReader.create({ knex, now: () => now }).read({
      of: 'checks',
      from: START,
      to: START + DAY_MS,
      step: 'total',
      by: ['model'],
      ...question,
    });
  const valuesOf = async (question?: Partial<UsageQuestion>) => {
    const { sums } = await read(question);
    return sums.map(({ counts }) =>
      Object.fromEntries(
        Object.entries(counts).map(([name, { increase }]) => [
          name,
          increase.value,
        ]),
      ),
    );
  };

  it('are those of the guardrail, where the gateway counts the same ones, and all of them from there', async () => {
    const { ledger } = setUp();
    await ledger.recordPoints({
      ...counters,
      points: [checked(1, { checks: 90, checksBlocked: 9, checksSkipped: 4 })],
    });
    expect(await valuesOf()).toEqual([
      { checks: 90, checksBlocked: 9, checksSkipped: 4 },
    ]);
    await ledger.recordPoints({
      ...guard,
      points: [
        checked(1, { checks: 100, checksBlocked: 7, scans: 50 }),
        checked(2, { checks: 10, checksBlocked: 0, scans: 5 }),
      ],
    });
    const { sums, authorities } = await read();
    // The guardrail cannot say what it was not asked for, and what the gateway skipped belongs to other checks.
    expect(await valuesOf()).toEqual([
      { checks: 110, checksBlocked: 7, scans: 55 },
    ]);
    expect(sums[0].counts.checks?.vantages).toEqual(['guardrail']);
    expect(authorities.map(({ count }) => count)).toEqual([
      'checks',
      'checksBlocked',
      'scans',
    ]);
    expect(authorities[0].others).toMatchObject([
      { vantage: 'gateway', increase: { value: 90 }, agrees: false },
    ]);
    expect(await valuesOf({ order: ['gateway'] })).toEqual([
      { checks: 90, checksBlocked: 9, checksSkipped: 4 },
    ]);
  });

  it('and calls know nothing of each other', async () => {
    const { ledger, closer } = setUp();
    await ledger.recordPoints({
      ...counters,
      points: [
        checked(
          1,
          { requests: 40, checks: 90, checksBlocked: 9 },
          { approximate: ['checksBlocked'] },
        ),
      ],
    });
    await ledger.recordPoints({
      ...guard,
      points: [checked(1, { checks: 5 })],
    });
    await ledger.recordCalls({
      ...gateway,
      calls: [call('a', { at: START + 1 })],
    });
    now = START + 5 * HOUR_MS;
    await closer.closeDue({ now });

    const calls = await read({ of: 'calls' });
    expect(Object.keys(calls.sums[0].counts)).not.toContain('checks');
    expect(calls.sums[0].counts.requests?.qualifiers).toEqual([]);
    expect(calls.sums[0]).toMatchObject({ unpriced: false });
    expect(calls.sums[0].money).toHaveLength(1);
    const checks = await read({ order: ['gateway'] });
    expect(checks.sums[0]).toMatchObject({
      counts: {
        checks: { qualifiers: [] },
        checksBlocked: { qualifiers: ['approximate'] },
      },
      unpriced: false,
    });
    expect(checks.sums[0].money).toBeUndefined();
  });

  it('are rolled up, corrected by what comes late, and deleted with their day', async () => {
    const { ledger, closer, roller, pruner } = setUp();
    await ledger.recordPoints({
      ...guard,
      points: [
        checked(1, { checks: 100, scansExposed: 1 }),
        checked(3, { checks: 20 }, { subject: { consumer: 'bot' } }),
      ],
    });
    const hourly = await valuesOf({ by: ['model', 'consumer'] });
    now = START + DAY_MS + 3 * HOUR_MS;
    await closer.closeDue({ now });
    await roller.rollDue({ now });
    const days = await knex('llm_usage_day_checks').select();
    // Two of the model and two of the unknown one, each for its consumer and for all together.
    expect(days).toHaveLength(6);
    expect(await valuesOf({ by: ['model', 'consumer'] })).toEqual(hourly);
    expect(await valuesOf()).toEqual([
      { checks: 100, scansExposed: 1 },
      { checks: 20 },
    ]);

    await ledger.recordPoints({
      ...guard,
      points: [checked(2, { checks: 8 }), checked(1, { checks: 100 })],
    });
    const [correction] = await knex('llm_usage_corrections').select();
    expect(JSON.parse(correction.after).counts.checks.value).toBe(8);
    expect(await knex('llm_usage_corrections').select()).toHaveLength(1);
    await roller.rollDue({ now });
    expect(await valuesOf()).toEqual([
      { checks: 108, scansExposed: 1 },
      { checks: 20 },
    ]);

    now = START + 4 * DAY_MS;
    await pruner.prune({ now });
    expect(await knex('llm_usage_hour_checks').select()).toEqual([]);
    expect((await valuesOf())[0]).toEqual({ checks: 108, scansExposed: 1 });
    await pruner.prune({ now: START + 7 * DAY_MS });
    expect(await knex('llm_usage_day_checks').select()).toEqual([]);
  });

  it('share out between hours what streams have grown by, and say how much there was to share', async () => {
    const { ledger } = setUp();
    const stream = (minutes: number, checks: number) =>
      point(START + minutes * 60_000, {
        start: START,
        stream: 'all',
        subject: { model: MODEL },
        counts: { checks },
      });
    await ledger.recordPoints({
      ...guard,
      points: [stream(50, 100), stream(70, 120)],
    });
    const { sums } = await read({ to: START + HOUR_MS });
    expect(sums[0].counts.checks?.increase).toEqual({
      value: 110,
      unseen: 0,
      startEdge: 0,
      endEdge: 20,
    });
    expect(await valuesOf()).toEqual([{ checks: 120 }]);
  });

  it('of an hour that is pulled replace those of before', async () => {
    const { store } = setUp();
    const row = (
      checks: number,
      rest: LedgerRow['counts'] = {},
    ): LedgerRow => ({
      key: {
        period: hourOf(START),
        model: MODEL,
        version: 'unknown',
        deployment: 'unknown',
        operation: 'unknown',
        provider: 'unknown',
        consumer: 'unknown',
        source: 'engine/guards',
      },
      vantage: 'guardrail',
      counts: {
        checks: { value: checks, unseen: 3, startEdge: 0, endEdge: 0 },
        ...rest,
      },
      histograms: {},
      qualifiers: ['partial'],
    });
    const pull = (rows: LedgerRow[]) =>
      store.replaceHours({
        source: 'engine/guards',
        hours: [{ period: hourOf(START), rows, qualifiers: [] }],
        reason: 'It was asked again',
      });
    const none = { value: 0, unseen: 0, startEdge: 0, endEdge: 0 };
    expect(await pull([row(9)])).toMatchObject({ replaced: 1 });
    expect(await pull([row(9)])).toMatchObject({ replaced: 0, unchanged: 1 });
    expect(await pull([row(12, { scans: none })])).toMatchObject({
      replaced: 1,
    });
    const hour = START / HOUR_MS;
    const [stored] = await readHourRows(knex, hour, {
      source: 'engine/guards',
    });
    expect(stored.row).toEqual(row(12, { scans: none }));
    // Nothing of it is a row of calls.
    expect(await knex('llm_usage_hours').select()).toEqual([]);
    await pull([]);
    expect(await knex('llm_usage_hour_checks').select()).toEqual([]);
  });
});
