import {
  exactIncrease,
  hourOf,
  LedgerRow,
  rollUp,
  usageCounts,
} from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../../__testUtils__/describeOnDatabases';
import {
  call,
  contentOf,
  gateway,
  ledgerOn,
  plainSubjects,
  point,
  prepareTables,
  price,
  T0,
} from '../../../__testUtils__/usage';
import { DatabaseHourStore } from '../DatabaseHourStore';
import { countColumns, DAY_MS, HOUR_MS } from '../tables/units';
import { DayRoller } from './DayRoller';
import { HourCloser } from './HourCloser';
import { UsagePruner } from './UsagePruner';

const MODEL = 'model:default/qwen';
const DAY = Math.floor(T0 / DAY_MS);
const reason = 'The engine was asked again';

describeOnDatabases('the upkeep of the usage ledger', createDatabase => {
  let knex: Knex;
  let now: number;

  beforeEach(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
    now = T0 + HOUR_MS / 2;
  });

  function setUp(options: { closeAfterMs?: number } = {}) {
    const closeAfterMs = options.closeAfterMs ?? 2 * HOUR_MS;
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
        keepHoursMs: 5 * DAY_MS,
        keepDaysMs: 30 * DAY_MS,
      }),
      store: DatabaseHourStore.create({
        knex,
        dictionary,
        closed,
        consumerCap: 1000,
        keepHoursMs: 5 * DAY_MS,
        now: () => now,
      }),
    };
  }

  async function storedRows(): Promise<LedgerRow[]> {
    const { rows } = await contentOf(knex);
    return rows.map(text => JSON.parse(text));
  }

  const corrections = () =>
    knex('llm_usage_corrections').orderBy('id').select();
  const day = () => knex('llm_usage_day_states').first();

  const engineRow = (
    at: number,
    tokens: number,
    rest: Partial<LedgerRow> = {},
  ): LedgerRow => ({
    key: {
      period: hourOf(at),
      model: MODEL,
      version: 'v1',
      deployment: 'prod',
      operation: 'unknown',
      provider: 'unknown',
      consumer: 'unknown',
      source: 'engine/fra',
    },
    vantage: 'engine',
    counts: {
      inputTokens: { value: tokens, unseen: 1, startEdge: 3, endEdge: 5 },
      outputTokens: exactIncrease(tokens),
    },
    histograms: {
      'latency.end_to_end': { bounds: [1, 2], counts: [tokens, 2, 0], sum: 9 },
    },
    qualifiers: [],
    ...rest,
  });

  const pulled = (...rows: LedgerRow[]) => ({
    source: 'engine/fra',
    reason,
    hours: [{ period: rows[0].key.period, rows, qualifiers: [] }],
  });

  it('closes an hour with the price in force, once, and leaves unpriced what has none', async () => {
    const { ledger, closer } = setUp();
    await ledger.recordCalls({
      ...gateway,
      calls: [
        call('a'),
        call('b'),
        call('c', { subject: { model: 'stranger' } }),
      ],
    });
    expect(await closer.closeDue({ now })).toEqual({ hours: 0, unpriced: 0 });
    now = T0 + 3 * HOUR_MS;
    const both = await Promise.all([
      closer.closeDue({ now }),
      setUp().closer.closeDue({ now }),
    ]);
    expect(both.map(({ hours }) => hours).sort()).toEqual([0, 1]);
    // 200 tokens at 0.4 and 40 at 1.2 for a million, to the last digit.
    const money = [
      {
        amount: { amount: '0.000128', currency: 'EUR' },
        priceIds: ['list'],
      },
    ];
    const rows = await storedRows();
    expect(rows.find(({ key }) => key.model === MODEL)?.money).toEqual(money);
    expect(
      rows.find(({ key }) => key.model === 'stranger')?.money,
    ).toBeUndefined();

    const other = { ...price, id: 'dearer', perMillionInputTokens: 4 };
    const later = ledgerOn(knex, {
      subjects: plainSubjects({ [MODEL]: [other] }),
    });
    await HourCloser.create({
      knex,
      closed: later.closed,
      closeAfterMs: 0,
    }).closeDue({ now });
    expect((await storedRows())[0].money).toEqual(money);
    expect(await corrections()).toEqual([]);
  });

  it('corrects a closed hour by what comes late, at the price that it was closed by', async () => {
    const { ledger, closer } = setUp();
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    now = T0 + 3 * HOUR_MS;
    await closer.closeDue({ now });
    const other = { ...price, id: 'dearer', perMillionInputTokens: 4 };
    const { ledger: later } = ledgerOn(knex, {
      now: () => now,
      subjects: plainSubjects({ [MODEL]: [other] }),
    });
    await later.recordCalls({ ...gateway, calls: [call('b'), call('a')] });
    const [row] = await storedRows();
    expect(row.counts.requests?.value).toBe(2);
    expect(row.money?.[0].amount.amount).toBe('0.000128');
    const [correction, ...more] = await corrections();
    expect(more).toEqual([]);
    expect(correction).toMatchObject({
      at: now,
      reason: 'Calls were reported after the hour was closed',
    });
    expect(JSON.parse(correction.before).counts.requests.value).toBe(1);
    expect(JSON.parse(correction.after).counts.requests.value).toBe(2);
    expect(JSON.parse(correction.difference)).toEqual([
      { amount: { amount: '0.000064', currency: 'EUR' }, priceIds: ['list'] },
    ]);
    // What says nothing new corrects nothing.
    await later.recordCalls({ ...gateway, calls: [call('b')] });
    expect(await corrections()).toHaveLength(1);
  });

  it('replaces an hour that is pulled, again without effect, and corrects a closed one', async () => {
    const { store, closer } = setUp();
    const rows = [
      engineRow(T0, 100),
      engineRow(T0, 7, {
        key: { ...engineRow(T0, 0).key, deployment: 'stage' },
        counts: { requests: { ...exactIncrease(7), unseen: Infinity } },
      }),
    ];
    expect(await store.replaceHours(pulled(...rows))).toEqual({
      replaced: 1,
      unchanged: 0,
      corrected: 0,
      expired: 0,
    });
    const before = await contentOf(knex);
    expect(await store.replaceHours(pulled(...rows))).toMatchObject({
      unchanged: 1,
    });
    expect(await contentOf(knex)).toEqual(before);
    expect(await storedRows()).toEqual([
      expect.objectContaining({ counts: rows[0].counts }),
      // Infinity is no JSON; the reader of the row has it.
      expect.objectContaining({
        counts: { requests: expect.objectContaining({ value: 7 }) },
      }),
    ]);
    expect(await knex('llm_usage_hour_edges').sum({ n: 'unbounded' })).toEqual([
      { n: expect.anything() },
    ]);
    expect(
      await store.hoursOf({
        source: 'engine/fra',
        from: T0 - DAY_MS,
        to: T0 + DAY_MS,
      }),
    ).toEqual([{ period: hourOf(T0), readAt: now, qualifiers: [] }]);

    now = T0 + 3 * HOUR_MS;
    await closer.closeDue({ now });
    expect(await store.replaceHours(pulled(...rows))).toMatchObject({
      unchanged: 1,
      corrected: 0,
    });
    expect(await store.replaceHours(pulled(engineRow(T0, 200)))).toMatchObject({
      replaced: 1,
      corrected: 2,
    });
    const [kept, ...gone] = await storedRows();
    expect(gone).toEqual([]);
    expect(kept.money?.[0].amount.amount).toBe('0.00032');
    expect((await corrections()).map(each => each.reason)).toEqual([
      reason,
      reason,
    ]);
  });

  it('refuses rows of another hour or source, and leaves alone what it no longer keeps', async () => {
    const { store } = setUp();
    const row = engineRow(T0, 1);
    await expect(
      store.replaceHours({ ...pulled(row), source: 'engine/ber' }),
    ).rejects.toThrow(
      'A row of engine/fra in 2026-11-26T20:00:00Z does not belong to engine/ber in 2026-11-26T20:00:00Z',
    );
    await expect(
      store.replaceHours({
        source: 'engine/fra',
        reason,
        hours: [{ period: '2026-11-26', rows: [], qualifiers: [] }],
      }),
    ).rejects.toThrow('"2026-11-26" is not an hour in UTC');
    expect(
      await store.replaceHours(pulled(engineRow(T0 - 9 * DAY_MS, 1))),
    ).toMatchObject({ expired: 1, replaced: 0 });
    expect(await storedRows()).toEqual([]);
  });

  it('rolls days up as the pure function does, and again after a correction', async () => {
    const { ledger, store, closer, roller } = setUp();
    const first = DAY * DAY_MS;
    now = first + 30 * HOUR_MS;
    const hours = [3, 4, 5, 9].map(hour => first + hour * HOUR_MS);
    for (const [index, at] of hours.entries()) {
      await store.replaceHours(pulled(engineRow(at, 10 ** index)));
      await ledger.recordCalls({
        ...gateway,
        calls: [
          call(`a${index}`, { at }),
          call(`b${index}`, {
            at,
            subject: { model: MODEL, consumer: 'group:default/x' },
          }),
        ],
      });
    }
    expect(await roller.rollDue({ now })).toBe(0);
    await closer.closeDue({ now });
    expect(await roller.rollDue({ now })).toBe(1);
    expect(await roller.rollDue({ now })).toBe(0);
    expect(await day()).toMatchObject({ day: DAY, changes: 0, rolled: 0 });

    const expected = rollUp(
      (await storedRows()).map(({ money, ...row }) => row),
    );
    const rolled = await daysOf(knex);
    expect(expected.ok && expected.value.length).toBe(3);
    for (const row of expected.ok ? expected.value : []) {
      expect(rolled.get(`${row.key.source}/${row.key.consumer}`)).toEqual(
        Object.fromEntries(
          Object.entries(row.counts).map(([name, increase]) => [
            name,
            increase,
          ]),
        ),
      );
    }
    expect(rolled.get('gateway-fra/*')?.requests).toEqual(exactIncrease(8));
    const money = await knex('llm_usage_day_money as m')
      .join('llm_usage_keys as k', 'k.id', 'm.key_id')
      .where({ 'k.source': 'gateway-fra' })
      .orderBy('m.nano')
      .select(knex.raw('CAST(m.nano AS TEXT) AS nano'));
    // 4 calls of 64 millionths each for each of two consumers, and both together.
    expect(money.map(({ nano }) => nano)).toEqual([
      '256000',
      '256000',
      '512000',
    ]);

    await ledger.recordCalls({
      ...gateway,
      calls: [call('late', { at: hours[0] }), call('empty', { at: first })],
    });
    const { changes } = await day();
    expect(changes).toBeGreaterThan(0);
    expect(await roller.rollDue({ now })).toBe(1);
    expect(await day()).toMatchObject({ changes, rolled: changes });
    expect((await daysOf(knex)).get('gateway-fra/*')?.requests?.value).toBe(10);
  });

  it('rolls a day up again after a histogram alone has come late', async () => {
    const { ledger, closer, roller } = setUp();
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    now = T0 + 30 * HOUR_MS;
    await closer.closeDue({ now });
    await roller.rollDue({ now });
    await ledger.recordPoints({
      ...gateway,
      points: [
        point(T0 + 2, {
          temporality: 'delta',
          subject: { model: 'other' },
          histograms: {
            'latency.time_to_first_token': { bounds: [1], counts: [3, 4] },
          },
        }),
      ],
    });
    expect(await roller.rollDue({ now })).toBe(1);
    const found = await knex('llm_usage_day_buckets as b')
      .join('llm_usage_scales as s', 's.id', 'b.scale_id')
      .where('s.series', 'latency.time_to_first_token')
      .orderBy('b.bucket')
      .select('b.bucket', 'b.n');
    // Three and four observations, and one part without a sum.
    expect(found).toEqual([
      { bucket: -3, n: 1 },
      { bucket: 0, n: 3 },
      { bucket: 1, n: 4 },
    ]);
  });

  it('keeps no hour open in a day that is rolled up, and rolls up none with an open hour', async () => {
    const { ledger, closer, roller } = setUp();
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    now = T0 + 30 * HOUR_MS;
    await closer.closeDue({ now });
    await ledger.recordCalls({
      ...gateway,
      calls: [call('other', { at: T0 - HOUR_MS })],
    });
    expect(await roller.rollDue({ now })).toBe(0);
    await closer.closeDue({ now });
    expect(await roller.rollDue({ now })).toBe(1);
    const states = await knex('llm_usage_hour_states').whereBetween('hour', [
      DAY * 24,
      DAY * 24 + 23,
    ]);
    expect(states).toHaveLength(24);
    expect(states.every(({ closed_at }) => closed_at !== null)).toBe(true);
  });

  it('deletes hours once their day is kept, days when they are too old, and identities after their window', async () => {
    const { ledger, closer, roller, pruner } = setUp();
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    now = T0 + 8 * DAY_MS;
    await pruner.prune({ now });
    // The day is not kept yet.
    expect(await storedRows()).toHaveLength(1);
    expect(await knex('llm_usage_seen').select()).toEqual([]);
    await closer.closeDue({ now });
    await roller.rollDue({ now });
    await pruner.prune({ now });
    expect(await storedRows()).toEqual([]);
    expect(await knex('llm_usage_hour_buckets').select()).toEqual([]);
    expect(await knex('llm_usage_days').select('key_id')).toHaveLength(2);
    now = T0 + 40 * DAY_MS;
    await pruner.prune({ now });
    for (const table of ['days', 'day_money', 'day_buckets', 'day_states']) {
      expect(await knex(`llm_usage_${table}`).select()).toEqual([]);
    }
  });
});

/** The counts of days by source and consumer. */
async function daysOf(knex: Knex) {
  const rows = await knex('llm_usage_days as d')
    .join('llm_usage_keys as k', 'k.id', 'd.key_id')
    .select('d.*', 'k.source', 'k.consumer');
  const edges = await knex('llm_usage_day_edges').select();
  return new Map(
    rows.map(row => [
      `${row.source}/${row.consumer}`,
      Object.fromEntries(
        usageCounts.flatMap((name, index) => {
          const value = row[countColumns[index]];
          const edge = edges.find(
            each => each.key_id === row.key_id && each.count === index,
          );
          return value === null
            ? []
            : [
                [
                  name,
                  {
                    value,
                    unseen: edge?.unseen ?? 0,
                    startEdge: edge?.start_edge ?? 0,
                    endEdge: edge?.end_edge ?? 0,
                  },
                ],
              ];
        }),
      ),
    ]),
  );
}
