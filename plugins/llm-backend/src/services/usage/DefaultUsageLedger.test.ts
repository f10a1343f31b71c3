import { UsageCall, UsagePoint } from '@modelyard/plugin-llm-node';
import fc from 'fast-check';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import {
  call,
  contentOf,
  gateway,
  ledgerOn,
  point,
  prepareTables,
  T0,
} from '../../__testUtils__/usage';
import { HOUR_MS } from './tables/units';

const MINUTE = 60_000;

const TABLES = [
  'hours',
  'hour_edges',
  'hour_buckets',
  'hour_states',
  'seen',
  'streams',
];

async function clear(knex: Knex) {
  for (const name of TABLES) {
    await knex(`llm_usage_${name}`).delete();
  }
}

/** Cuts a list into pieces of the given lengths. */
function cut<T>(list: readonly T[], lengths: readonly number[]): T[][] {
  const pieces: T[][] = [];
  let place = 0;
  for (const length of [...lengths, list.length]) {
    pieces.push(list.slice(place, place + length));
    place += length;
  }
  return pieces.filter(piece => piece.length > 0);
}

/** The same items in another order, some of them again, in other pieces. */
const disorder = fc.record({
  seed: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  again: fc.array(fc.nat({ max: 39 }), { maxLength: 20 }),
  lengths: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
});

function mixed<T>(
  items: readonly T[],
  { seed, again }: { seed: number[]; again: number[] },
): T[] {
  const all = [...items, ...again.flatMap(index => items[index] ?? [])];
  return all
    .map((item, index) => ({ item, place: seed[index] ?? index }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

const count = fc.integer({ min: 0, max: 10_000 });

const calls = fc.array(
  fc.record({
    at: fc.integer({ min: T0 - HOUR_MS, max: T0 + HOUR_MS - 1 }),
    consumer: fc.constantFrom('component:default/a', 'component:default/b'),
    tokens: fc.option(count, { nil: undefined }),
    seconds: fc.double({ min: 0, max: 100, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);

describeOnDatabases('the usage ledger', createDatabase => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
  });

  beforeEach(() => clear(knex));

  it('counts a call once, in the hour in which it ended', async () => {
    const { ledger } = ledgerOn(knex);
    const told = [call('a'), call('b', { at: T0 - 1 }), call('a')];
    expect(await ledger.recordCalls({ ...gateway, calls: told })).toEqual({
      counted: 2,
      repeated: 1,
      late: 0,
    });
    expect(
      await ledger.recordCalls({ ...gateway, calls: [told[1], call('c')] }),
    ).toEqual({ counted: 1, repeated: 1, late: 0 });
    const { rows, buckets } = await contentOf(knex);
    expect(rows.map(text => JSON.parse(text))).toEqual([
      expect.objectContaining({
        key: expect.objectContaining({
          period: '2026-11-26T19:00:00Z',
          model: 'model:default/qwen',
          consumer: 'component:default/bot',
          version: 'unknown',
          source: 'gateway-fra',
        }),
        vantage: 'gateway-log',
        qualifiers: [],
      }),
      expect.objectContaining({
        counts: expect.objectContaining({
          requests: { value: 2, unseen: 0, startEdge: 0, endEdge: 0 },
          inputTokens: { value: 200, unseen: 0, startEdge: 0, endEdge: 0 },
        }),
      }),
    ]);
    // 1.4 s lies in the bucket up to 1.5 s; the sum is kept beside it.
    expect(buckets).toHaveLength(4);
    expect(buckets[0]).toContain('"consumer":"*"');
  });

  it('tells sources apart, and knows the id of a call in its source alone', async () => {
    const { ledger } = ledgerOn(knex);
    for (const source of ['gateway-fra', 'gateway-ber']) {
      expect(
        await ledger.recordCalls({ ...gateway, source, calls: [call('a')] }),
      ).toMatchObject({ counted: 1 });
    }
    expect((await contentOf(knex)).rows).toHaveLength(2);
  });

  it('does not count what comes too late or from a time to come, and says how many', async () => {
    const { ledger } = ledgerOn(knex, { acceptForMs: HOUR_MS });
    const told = [
      call('old', { at: T0 - HOUR_MS }),
      call('ahead', { at: T0 + 2 * HOUR_MS }),
      call('now'),
    ];
    expect(await ledger.recordCalls({ ...gateway, calls: told })).toEqual({
      counted: 1,
      repeated: 0,
      late: 2,
    });
    expect((await contentOf(knex)).rows).toHaveLength(1);
  });

  it('says partial where some calls lack a count, and approximate where the sender samples', async () => {
    const { ledger } = ledgerOn(knex);
    const some = call('b', { counts: { requests: 1 } });
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    await ledger.recordCalls({ ...gateway, calls: [some] });
    await ledger.recordCalls({
      ...gateway,
      source: 'sampled',
      sampled: true,
      calls: [call('a')],
    });
    const rows = (await contentOf(knex)).rows.map(text => JSON.parse(text));
    expect(
      rows.map(({ key, qualifiers }) => [key.source, qualifiers]).sort(),
    ).toEqual([
      ['gateway-fra', ['partial']],
      ['sampled', ['partial', 'approximate']],
    ]);
  });

  it('refuses what no intake should report, by the name of the field', async () => {
    const { ledger } = ledgerOn(knex);
    const record = (wrong: UsageCall) =>
      ledger.recordCalls({ ...gateway, calls: [call('a'), wrong] });
    await expect(record(call(''))).rejects.toThrow(
      'The id of a call has 0 characters; it must have from 1 to 64',
    );
    await expect(record(call('b', { at: NaN }))).rejects.toThrow(
      'The end of the call b is not a moment in milliseconds since 1970: NaN',
    );
    await expect(
      record(call('b', { counts: { inputTokens: -1 } })),
    ).rejects.toThrow('The call b counts -1 of inputTokens');
    await expect(
      record(call('b', { observations: { 'tokens.input': 3 } })),
    ).rejects.toThrow('of which there is no histogram');
    await expect(
      ledger.recordPoints({
        ...gateway,
        points: [point(T0, { start: T0 + 1 })],
      }),
    ).rejects.toThrow('ends before it begins');
    expect((await contentOf(knex)).rows).toEqual([]);
  });

  it('names so many consumers of a model in an hour, entities first, and counts the rest together', async () => {
    const { ledger } = ledgerOn(knex, { consumerCap: 3 });
    const by = (consumer: string, id = consumer) =>
      call(id, { subject: { model: 'm', consumer } });
    await ledger.recordCalls({
      ...gateway,
      calls: [by('key-1'), by('key-2')],
    });
    await ledger.recordCalls({
      ...gateway,
      calls: [
        by('key-3'),
        by('key-4'),
        by('group:default/x'),
        by('key-1', 'again'),
      ],
    });
    // Another replica reads who is named already.
    await ledgerOn(knex, { consumerCap: 3 }).ledger.recordCalls({
      ...gateway,
      calls: [by('key-2', 'more'), by('key-9')],
    });
    const rows = (await contentOf(knex)).rows.map(text => JSON.parse(text));
    expect(
      Object.fromEntries(
        rows.map(row => [row.key.consumer, row.counts.requests.value]),
      ),
    ).toEqual({ 'key-1': 2, 'key-2': 2, 'group:default/x': 1, other: 3 });
  });

  it('gives the same rows for the same calls, however they come', async () => {
    await fc.assert(
      fc.asyncProperty(calls, disorder, async (given, how) => {
        const told = given.map(({ at, consumer, tokens, seconds }, index) =>
          call(`${index}`, {
            at,
            subject: { model: 'm', consumer },
            counts: {
              requests: 1,
              ...(tokens !== undefined && { inputTokens: tokens }),
            },
            observations: { 'latency.end_to_end': seconds },
          }),
        );
        await clear(knex);
        const plain = ledgerOn(knex).ledger;
        await plain.recordCalls({ ...gateway, calls: told });
        const expected = await contentOf(knex);
        await clear(knex);
        const { ledger } = ledgerOn(knex);
        let counted = 0;
        for (const piece of cut(mixed(told, how), how.lengths)) {
          const receipt = await ledger.recordCalls({
            ...gateway,
            calls: piece,
          });
          counted += receipt.counted;
        }
        expect(counted).toBe(told.length);
        expect(await contentOf(knex)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('counts what a cumulative stream has grown by, from the start of its sender, and anew after a restart', async () => {
    const { ledger } = ledgerOn(knex);
    const tokens = (
      at: number,
      inputTokens: number,
      start = T0 - 30 * MINUTE,
    ) => point(at, { start, counts: { inputTokens } });
    const points = [
      tokens(T0 - 10 * MINUTE, 200),
      // Across the limit of the hour: half of the 100 on each side.
      tokens(T0 + 10 * MINUTE, 300),
      tokens(T0 + 20 * MINUTE, 350),
      tokens(T0 + 21 * MINUTE, 7, T0 + 20 * MINUTE),
    ];
    expect(await ledger.recordPoints({ ...gateway, points })).toEqual({
      counted: 4,
      repeated: 0,
      late: 0,
    });
    expect(
      await ledger.recordPoints({ ...gateway, points: points.slice(1, 3) }),
    ).toMatchObject({ counted: 0, repeated: 2 });
    const rows = (await contentOf(knex)).rows.map(text => JSON.parse(text));
    expect(rows.map(({ counts }) => counts.inputTokens)).toEqual([
      { value: 250, unseen: 0, startEdge: 0, endEdge: 100 },
      { value: 107, unseen: 0, startEdge: 100, endEdge: 0 },
    ]);
  });

  it('does not count what a sender had counted long before it was first heard of', async () => {
    const { ledger } = ledgerOn(knex);
    const tokens = (at: number, inputTokens: number) =>
      point(at, { start: T0 - 100 * HOUR_MS, counts: { inputTokens } });
    await ledger.recordPoints({ ...gateway, points: [tokens(T0, 1e6)] });
    await ledger.recordPoints({
      ...gateway,
      points: [tokens(T0 + MINUTE, 1e6 + 5)],
    });
    const rows = (await contentOf(knex)).rows.map(text => JSON.parse(text));
    expect(rows.map(({ counts }) => counts.inputTokens.value)).toEqual([5]);
  });

  it('gives the same rows for the same points, however they come', async () => {
    const steps = fc.array(
      fc.record({
        // All within the hour for which points may come in another order.
        after: fc.integer({ min: 1, max: 4 * MINUTE }),
        tokens: count,
        fast: fc.nat({ max: 50 }),
        slow: fc.nat({ max: 50 }),
        seconds: fc.double({ min: 0, max: 100, noNaN: true }),
        restart: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const temporality = fc.constantFrom('delta', 'cumulative');
    await fc.assert(
      fc.asyncProperty(
        steps,
        temporality,
        disorder,
        async (given, kind, how) => {
          const told = pointsOf(given, kind as UsagePoint['temporality']);
          await clear(knex);
          await ledgerOn(knex).ledger.recordPoints({
            ...gateway,
            points: told,
          });
          const expected = await contentOf(knex);
          await clear(knex);
          const { ledger } = ledgerOn(knex);
          for (const points of cut(mixed(told, how), how.lengths)) {
            await ledger.recordPoints({ ...gateway, points });
          }
          expect(await contentOf(knex)).toEqual(expected);
          const total = given.reduce((sum, { tokens }) => sum + tokens, 0);
          const sums: Array<{ sum: number }> = await knex(
            'llm_usage_hours',
          ).sum({
            sum: 'input_tokens',
          });
          expect(Number(sums[0].sum)).toBe(total);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});

/** A stream that begins half an hour before the limit of an hour, some of whose steps are restarts. */
function pointsOf(
  steps: ReadonlyArray<{
    after: number;
    tokens: number;
    fast: number;
    slow: number;
    seconds: number;
    restart: boolean;
  }>,
  temporality: UsagePoint['temporality'],
): UsagePoint[] {
  let start = T0 - 30 * MINUTE;
  let at = start;
  let sums = { tokens: 0, fast: 0, slow: 0, seconds: 0 };
  return steps.map(step => {
    if (step.restart || temporality === 'delta') {
      start = at;
      sums = { tokens: 0, fast: 0, slow: 0, seconds: 0 };
    }
    at += step.after;
    sums = {
      tokens: sums.tokens + step.tokens,
      fast: sums.fast + step.fast,
      slow: sums.slow + step.slow,
      seconds: sums.seconds + step.seconds,
    };
    return point(at, {
      start,
      temporality,
      counts: { inputTokens: sums.tokens },
      histograms: {
        'latency.end_to_end': {
          bounds: [1],
          counts: [sums.fast, sums.slow],
          sum: sums.seconds,
        },
      },
    });
  });
}
