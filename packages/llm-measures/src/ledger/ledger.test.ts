import fc from 'fast-check';
import { addIncreases, exactIncrease, Increase } from '../counters/Increase';
import { UsagePrice } from '../measure/MeasureContext';
import { addRows } from './addRows';
import { closeHour, correctHour, priceAt } from './closeHour';
import { foldConsumers } from './foldConsumers';
import { hourOf, keyText, ledgerKey } from './ledgerKey';
import { LedgerKey, LedgerRow } from './LedgerRow';
import { rollUp } from './rollUp';

const key = (change: Partial<LedgerKey> = {}): LedgerKey => ({
  period: '2026-11-26T20:00:00Z',
  model: 'model:llm/qwen',
  version: 'v1',
  deployment: 'prod',
  operation: 'chat',
  provider: 'self',
  consumer: 'component:apps/bot',
  source: 'gateway-1',
  ...change,
});
const row = (
  change: Partial<LedgerKey> = {},
  rest: Partial<LedgerRow> = {},
): LedgerRow => ({
  key: key(change),
  vantage: 'gateway',
  counts: { requests: exactIncrease(1) },
  histograms: {},
  qualifiers: [],
  ...rest,
});
const valueOf = <T>(
  result: { ok: true; value: T } | { ok: false; issues: { message: string }[] },
): T => {
  if (!result.ok) {
    throw new Error(result.issues[0].message);
  }
  return result.value;
};
const sumOf = (rows: readonly LedgerRow[]) =>
  addIncreases(rows.flatMap(({ counts }) => counts.requests ?? []));

const whole = fc.nat(1_000_000);
const anyRow = fc
  .record({
    hour: fc.nat(47),
    model: fc.constantFrom('a', 'b'),
    consumer: fc.constantFrom(
      'component:x/a',
      'group:y/b',
      'p1',
      'p2',
      'p3',
      'unknown',
      'other',
    ),
    increase: fc.record({
      value: whole,
      unseen: whole,
      startEdge: whole,
      endEdge: whole,
    }),
  })
  .map(({ hour, model, consumer, increase }) =>
    row(
      {
        period: hourOf(Date.UTC(2026, 10, 25) + hour * 3_600_000),
        model,
        consumer,
      },
      { counts: { requests: increase } },
    ),
  );
const rows = fc.array(anyRow, { maxLength: 40 });

it('unknown parts of a key hold the word, and equal keys alone are equal as text', () => {
  expect(
    valueOf(
      ledgerKey({
        at: Date.UTC(2026, 10, 26, 20, 59, 59),
        parts: { model: 'm', consumer: ' ' },
      }),
    ),
  ).toEqual({
    period: '2026-11-26T20:00:00Z',
    model: 'm',
    version: 'unknown',
    deployment: 'unknown',
    operation: 'unknown',
    provider: 'unknown',
    consumer: 'unknown',
    source: 'unknown',
  });
  expect(ledgerKey({ at: NaN, parts: {} }).ok).toBe(false);
  expect(keyText(key({ model: 'a","b' }))).not.toBe(
    keyText(key({ model: 'a', version: 'b' })),
  );
});

it('adding rows loses nothing, whatever their order', () => {
  fc.assert(
    fc.property(rows, list => {
      const added = valueOf(addRows(list));
      expect(sumOf(added)).toEqual(sumOf(list));
      expect(new Set(added.map(each => keyText(each.key))).size).toBe(
        added.length,
      );
      expect(valueOf(addRows([...list].reverse()))).toEqual(added);
    }),
  );
});

it('folding consumers keeps the sums, the cap, and those that are named', () => {
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('p1', 'nobody'),
      (list, cap, first) => {
        const folded = valueOf(
          foldConsumers(list, {
            cap,
            named: (_, __, consumer) => consumer === first,
          }),
        );
        expect(sumOf(folded)).toEqual(sumOf(list));
        const groups = new Map<string, Set<string>>();
        for (const { key: each } of folded) {
          const group = `${each.model} ${each.period}`;
          groups.set(
            group,
            (groups.get(group) ?? new Set()).add(each.consumer),
          );
        }
        for (const consumers of groups.values()) {
          expect(
            [...consumers].filter(
              name => name !== 'other' && name !== 'unknown',
            ).length,
          ).toBeLessThanOrEqual(cap);
        }
        const had = (in_: readonly LedgerRow[]) =>
          in_.some(each => each.key.consumer === first);
        expect(had(folded)).toBe(had(list));
        expect(
          valueOf(
            foldConsumers([...list].reverse(), {
              cap,
              named: (_, __, consumer) => consumer === first,
            }),
          ),
        ).toEqual(folded);
      },
    ),
  );
});

it('days are the sums of their hours, and edges between consecutive hours cancel', () => {
  fc.assert(
    fc.property(rows, list => {
      const days = valueOf(rollUp(list));
      const sum = sumOf(days);
      const hours = sumOf(list);
      expect([sum.value, sum.unseen]).toEqual([hours.value, hours.unseen]);
      expect(sum.startEdge).toBeLessThanOrEqual(hours.startEdge);
      expect(days.every(day => day.key.period.length === 10)).toBe(true);
    }),
  );
  const at = (hour: number, increase: Increase) =>
    row(
      { period: hourOf(Date.UTC(2026, 10, 25, hour)) },
      { counts: { requests: increase } },
    );
  const increase = { value: 10, unseen: 1, startEdge: 2, endEdge: 3 };
  expect(
    valueOf(rollUp([at(3, increase), at(4, increase)]))[0].counts.requests,
  ).toEqual({ value: 20, unseen: 2, startEdge: 2, endEdge: 3 });
  expect(
    valueOf(rollUp([at(3, increase), at(5, increase)]))[0].counts.requests,
  ).toEqual({ value: 20, unseen: 2, startEdge: 4, endEdge: 6 });
  expect(rollUp([row({ period: '2026-11-25' })])).toMatchObject({
    ok: false,
    issues: [{ code: 'period-invalid' }],
  });
});

it('rows of one key from two vantages are an error, and counts that one row lacks make it partial', () => {
  expect(addRows([row(), row({}, { vantage: 'engine' })])).toMatchObject({
    ok: false,
    issues: [{ code: 'vantages-differ' }],
  });
  const [sum] = valueOf(
    addRows([
      row(),
      row(
        {},
        {
          counts: { requests: exactIncrease(2), inputTokens: exactIncrease(5) },
        },
      ),
    ]),
  );
  expect(sum).toMatchObject({
    counts: { requests: { value: 3 }, inputTokens: { value: 5 } },
    qualifiers: ['partial'],
  });
});

it('histograms with other bounds are left out, with a warning', () => {
  const histogram = (bounds: number[], counts: number[]) =>
    row({}, { histograms: { 'latency.end_to_end': { bounds, counts } } });
  const result = addRows([
    histogram([1], [1, 1]),
    histogram([2], [3, 1]),
    histogram([2], [1, 0]),
  ]);
  expect(result).toMatchObject({
    ok: true,
    value: [
      {
        histograms: { 'latency.end_to_end': { bounds: [2], counts: [4, 1] } },
        qualifiers: ['partial'],
      },
    ],
    issues: [{ severity: 'warning', code: 'histogram-bounds' }],
  });
});

const price = (change: Partial<UsagePrice> = {}): UsagePrice => ({
  id: 'p1',
  from: '2026-01-01',
  currency: 'EUR',
  perMillionInputTokens: 0.4,
  perMillionOutputTokens: 1.2,
  ...change,
});
const used = row(
  {},
  {
    counts: {
      requests: exactIncrease(3),
      inputTokens: exactIncrease(1_234_567),
      outputTokens: exactIncrease(7),
      cachedInputTokens: exactIncrease(234_567),
    },
  },
);
const now = Date.UTC(2026, 10, 27);
const close = (prices: UsagePrice[], of: LedgerRow = used, at = now) =>
  closeHour({ row: of, prices, now: at });

it('an hour is closed exactly, with the price that was in force', () => {
  const prices = [
    price({ id: 'next', from: '2026-11-27' }),
    price({ id: 'first', from: '2026-01-01', perMillionInputTokens: 9 }),
    price({ id: 'then', from: '2026-11-26' }),
  ];
  expect(valueOf(close(prices)).money).toEqual([
    { amount: { amount: '0.4938352', currency: 'EUR' }, priceIds: ['then'] },
  ]);
  expect(priceAt(prices, Date.UTC(2025, 11, 31))).toBeUndefined();
});

it('cached tokens are a part of the input, with a price of their own where they have one', () => {
  expect(
    valueOf(close([price({ perMillionCachedInputTokens: 0.1 })])).money?.[0]
      .amount.amount,
  ).toBe('0.4234651');
});

it('a closed hour does not change with prices', () => {
  const closed = valueOf(close([price()]));
  expect(valueOf(close([price({ perMillionInputTokens: 50 })], closed))).toBe(
    closed,
  );
});

it.each<[string, UsagePrice[], LedgerRow, number]>([
  ['hour-open', [price()], used, Date.UTC(2026, 10, 26, 20, 59)],
  [
    'usage-approximate',
    [price()],
    { ...used, qualifiers: ['approximate'] },
    now,
  ],
  ['price-missing', [price({ from: '2026-11-27' })], used, now],
  ['usage-unknown', [price()], row(), now],
  ['price-invalid', [price({ perMillionInputTokens: -1 })], used, now],
  [
    'price-invalid',
    [{ id: 'p', from: '2026-01-01', currency: 'EUR' }],
    used,
    now,
  ],
  ['price-invalid', [price({ currency: 'XYZ' })], used, now],
])('an hour is not closed: %s', (code, prices, of, at) => {
  expect(close(prices, of, at)).toMatchObject({
    ok: false,
    issues: [{ code }],
  });
});

it('a correction keeps what was, its prices, and the difference', () => {
  const closed = valueOf(close([price()]));
  const corrected = {
    ...used,
    counts: { ...used.counts, outputTokens: exactIncrease(1_000_007) },
  };
  const correction = valueOf(
    correctHour({
      closed,
      row: corrected,
      prices: [
        price(),
        price({ id: 'later', from: '2026-06-01', perMillionOutputTokens: 99 }),
      ],
      reason: 'late spans',
      now,
    }),
  );
  expect(correction).toMatchObject({
    before: closed,
    reason: 'late spans',
    difference: [
      { amount: { amount: '1.2', currency: 'EUR' }, priceIds: ['p1'] },
    ],
  });
  expect(
    correctHour({
      closed,
      row: row({ model: 'b' }),
      prices: [],
      reason: 'x',
      now,
    }).ok,
  ).toBe(false);
  expect(
    correctHour({ closed, row: corrected, prices: [], reason: ' ', now }).ok,
  ).toBe(false);
});

it('currencies are never added, and an open hour makes the money of a day partial', () => {
  const eur = valueOf(close([price()]));
  const usd = valueOf(close([price({ id: 'p2', currency: 'USD' })]));
  const [day] = valueOf(
    rollUp([
      eur,
      { ...usd, key: key({ period: '2026-11-26T21:00:00Z' }) },
      row({ period: '2026-11-26T22:00:00Z' }),
    ]),
  );
  expect(day.money?.map(({ amount }) => amount)).toEqual([
    { amount: '0.4938352', currency: 'EUR' },
    { amount: '0.4938352', currency: 'USD' },
  ]);
  expect(day.qualifiers).toContain('partial');
});
