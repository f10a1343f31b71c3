import { exactIncrease, hourOf, LedgerRow } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../../__testUtils__/describeOnDatabases';
import {
  call,
  gateway,
  ledgerOn,
  plainSubjects,
  prepareTables,
  price,
  T0,
} from '../../../__testUtils__/usage';
import { DatabaseHourStore } from '../DatabaseHourStore';
import { DAY_MS, HOUR_MS } from '../tables/units';
import { DayRoller } from '../upkeep/DayRoller';
import { HourCloser } from '../upkeep/HourCloser';
import { DatabaseUsageReader } from './DatabaseUsageReader';
import { UsageQuestion } from './UsageReader';

const QWEN = 'model:default/qwen';
const BGE = 'model:default/bge';
const BOT = 'component:default/bot';
const SEARCH = 'component:default/search';
const START = Math.floor(T0 / DAY_MS) * DAY_MS;
const NOW = START + DAY_MS + 5 * HOUR_MS;

describeOnDatabases('reading usage', createDatabase => {
  let knex: Knex;
  const reader = () => DatabaseUsageReader.create({ knex, now: () => NOW });

  const span: UsageQuestion = {
    from: START,
    to: NOW,
    step: 'total',
    by: ['model'],
  };

  const engineRow = (at: number, model: string, tokens: number): LedgerRow => ({
    key: {
      period: hourOf(at),
      model,
      version: 'unknown',
      deployment: 'prod',
      operation: 'unknown',
      provider: 'unknown',
      consumer: 'unknown',
      source: 'engine/fra',
    },
    vantage: 'engine',
    counts: {
      outputTokens: { value: tokens, unseen: 0, startEdge: 2, endEdge: 2 },
    },
    histograms: {},
    qualifiers: [],
  });

  // A day with two hours of a gateway and three of an engine, and the hours after it: half of which are open.
  beforeAll(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
    const closeAfterMs = 2 * HOUR_MS;
    const { ledger, dictionary, closed } = ledgerOn(knex, {
      now: () => NOW,
      closeAfterMs,
      subjects: plainSubjects({ [QWEN]: [price] }),
    });
    const at = (hour: number) => START + hour * HOUR_MS;
    const by = (
      id: string,
      hour: number,
      subject: { model: string; consumer: string; operation?: string },
      rest = {},
    ) => call(id, { at: at(hour), subject, ...rest });
    await ledger.recordCalls({
      ...gateway,
      calls: [
        by('a', 3, { model: QWEN, consumer: BOT }),
        by('b', 3, { model: QWEN, consumer: SEARCH }),
        by('c', 9, { model: QWEN, consumer: BOT }),
        by('d', 25, { model: QWEN, consumer: BOT }),
        by('e', 28, { model: QWEN, consumer: BOT }),
        by(
          'f',
          28,
          { model: BGE, consumer: BOT, operation: 'embeddings' },
          {
            counts: { requests: 1, inputTokens: 7 },
            observations: {},
          },
        ),
      ],
    });
    const store = DatabaseHourStore.create({
      knex,
      dictionary,
      closed,
      consumerCap: 100,
      keepHoursMs: 45 * DAY_MS,
      now: () => NOW,
    });
    await store.replaceHours({
      source: 'engine/fra',
      reason: 'It was asked',
      hours: [22, 23, 24, 26].map(hour => ({
        period: hourOf(at(hour)),
        qualifiers: [],
        rows: [
          engineRow(at(hour), QWEN, 25),
          engineRow(at(hour), 'model:default/engine-only', 10),
        ],
      })),
    });
    await HourCloser.create({ knex, closed, closeAfterMs }).closeDue({
      now: NOW,
    });
    await DayRoller.create({ knex, closeAfterMs }).rollDue({ now: NOW });
  });

  it('reads a day that is kept, and hours after it', async () => {
    expect(await knex('llm_usage_day_states').select()).toEqual([
      { day: START / DAY_MS, changes: 0, rolled: 0 },
    ]);
  });

  it('adds one vantage of each model and count, and compares the others', async () => {
    const { sums, authorities, closed, coverage } = await reader().read(span);
    expect(closed).toBe(false);
    const tokens = sums.map(({ key, counts }) => [
      key.model,
      counts.outputTokens?.increase.value,
      counts.outputTokens?.vantages,
    ]);
    expect(tokens).toEqual([
      [BGE, undefined, undefined],
      ['model:default/engine-only', 40, ['engine']],
      [QWEN, 100, ['gateway-log']],
    ]);
    const qwen = authorities.find(
      ({ model, count }) => model === QWEN && count === 'outputTokens',
    );
    expect(qwen).toMatchObject({
      vantage: 'gateway-log',
      sources: ['gateway-fra'],
      others: [{ vantage: 'engine', sources: ['engine/fra'], difference: 0 }],
    });
    // Hours 22 to 28 are over since it was asked first, and it has told of four.
    expect(coverage).toEqual([
      { source: 'engine/fra', coverage: 4 / 7, missingHours: 3 },
    ]);
    expect(
      sums.find(({ key }) => key.model !== QWEN && key.model !== BGE)?.counts
        .outputTokens?.qualifiers,
    ).toEqual(['partial']);
    expect(sums[2].counts.outputTokens?.qualifiers).toEqual([]);
  });

  it('gives the money of closed hours, and says that more is to come', async () => {
    const { sums } = await reader().read({ ...span, where: { model: [QWEN] } });
    // Four of five calls, each 64 millionths.
    expect(sums).toMatchObject([
      {
        unpriced: true,
        money: [
          {
            amount: { amount: '0.000256', currency: 'EUR' },
            priceIds: ['list'],
          },
        ],
      },
    ]);
    const past = await reader().read({
      ...span,
      to: START + DAY_MS,
      where: { model: [QWEN] },
    });
    expect(past.closed).toBe(true);
    expect(past.sums).toMatchObject([
      { unpriced: false, money: [{ amount: { amount: '0.000192' } }] },
    ]);
    const bge = await reader().read({ ...span, where: { model: [BGE] } });
    expect(bge.sums[0].money).toBeUndefined();
    expect(bge.sums[0].unpriced).toBe(true);
  });

  it('tells periods apart, and reads the same from days as from hours', async () => {
    const days = await reader().read({
      ...span,
      step: 'day',
      by: [],
      where: { model: [QWEN] },
    });
    expect(
      days.sums.map(({ period, counts }) => [
        period,
        counts.requests?.increase,
      ]),
    ).toEqual([
      ['2026-11-26', exactIncrease(3)],
      ['2026-11-27', exactIncrease(2)],
    ]);
    const hours = await reader().read({
      ...span,
      step: 'hour',
      by: [],
      where: { model: [QWEN] },
    });
    expect(
      hours.sums.map(({ period, counts }) => [
        period,
        counts.requests?.increase.value,
      ]),
    ).toEqual([
      ['2026-11-26T03:00:00Z', 2],
      ['2026-11-26T09:00:00Z', 1],
      ['2026-11-27T01:00:00Z', 1],
      ['2026-11-27T04:00:00Z', 1],
    ]);
    const withDays = await reader().read(span);
    await knex('llm_usage_day_states').update({ rolled: null });
    const withoutDays = await reader().read(span);
    await knex('llm_usage_day_states').update({ rolled: 0 });
    // Between a kept day and the hours after it, edges do not cancel; all else is the same.
    const plain = ({ sums }: typeof withDays) =>
      sums.map(({ counts, ...rest }) => ({
        ...rest,
        values: Object.entries(counts).map(([name, { increase }]) => [
          name,
          increase.value,
        ]),
      }));
    expect(plain(withoutDays)).toEqual(plain(withDays));
  });

  it('cancels what consecutive hours share, and keeps what is left at the ends', async () => {
    const engine = (rest: Partial<UsageQuestion>) =>
      reader().read({
        ...span,
        by: [],
        where: { model: ['model:default/engine-only'] },
        ...rest,
      });
    // Hours 22 and 23 are joined: an edge before and one after.
    const day = await engine({ to: START + DAY_MS });
    expect(day.sums[0].counts.outputTokens?.increase).toEqual({
      value: 20,
      unseen: 0,
      startEdge: 2,
      endEdge: 2,
    });
    // Hour 26 stands alone: its edges add to those of 24.
    const tail = await engine({ from: START + DAY_MS });
    expect(tail.sums[0].counts.outputTokens?.increase).toEqual({
      value: 20,
      unseen: 0,
      startEdge: 4,
      endEdge: 4,
    });
  });

  it('tells consumers apart, whose authority is that of the model', async () => {
    const all = await reader().read({
      ...span,
      by: ['consumer'],
      where: { model: [QWEN] },
    });
    expect(
      all.sums.map(({ key, counts }) => [
        key.consumer,
        counts.requests?.increase.value,
        counts.outputTokens?.increase.value,
      ]),
    ).toEqual([
      [BOT, 4, 80],
      [SEARCH, 1, 20],
    ]);
    const own = await reader().read({
      ...span,
      where: { consumer: [SEARCH, "o'reilly"] },
    });
    expect(own.sums).toMatchObject([
      {
        key: { model: QWEN },
        counts: { requests: { increase: { value: 1 } } },
      },
    ]);
    // What an engine saw has no consumer, and does not count for one.
    const nobody = await reader().read({
      ...span,
      where: { consumer: ['unknown'], model: [QWEN] },
    });
    expect(nobody.sums).toEqual([]);
  });

  it('adds histograms, for all consumers together', async () => {
    const found = await reader().readHistograms({
      ...span,
      step: 'day',
      series: 'latency.end_to_end',
    });
    expect(
      found.map(({ period, key, histogram, vantages }) => [
        period,
        key,
        histogram.counts.reduce((sum, count) => sum + count, 0),
        histogram.sum?.toFixed(3),
        vantages,
      ]),
    ).toEqual([
      ['2026-11-26', { model: QWEN }, 3, '4.200', ['gateway-log']],
      ['2026-11-27', { model: QWEN }, 2, '2.800', ['gateway-log']],
    ]);
    const { histogram } = found[0];
    expect(histogram.bounds[histogram.counts.indexOf(3)]).toBe(1.5);
    await expect(
      reader().readHistograms({
        ...span,
        by: ['consumer'],
        series: 'latency.end_to_end',
      }),
    ).rejects.toThrow('Histograms of usage are not kept by consumer');
  });

  it('refuses spans that are none, or too long', async () => {
    await expect(reader().read({ ...span, to: START })).rejects.toThrow(
      'must end after it begins',
    );
    await expect(
      reader().read({ ...span, step: 'hour', to: START + 40 * DAY_MS }),
    ).rejects.toThrow('960 hours, of at most 768 by the hour');
  });
});
