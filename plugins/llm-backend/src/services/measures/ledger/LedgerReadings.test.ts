import { Knex } from 'knex';
import { describeOnDatabases } from '../../../__testUtils__/describeOnDatabases';
import {
  call,
  gateway,
  ledgerOn,
  plainSubjects,
  prepareTables,
  price,
} from '../../../__testUtils__/usage';
import { DatabaseUsageReader } from '../../usage/reading/DatabaseUsageReader';
import { HourCloser } from '../../usage/upkeep/HourCloser';
import { createMeasured, prod, QWEN } from '../__testUtils__/createMeasured';
import { FakeEngine } from '../__testUtils__/FakeEngine';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-26T00:00:00Z');
const NOW = T0 + 12 * HOUR + 20 * 60_000;
const BOT = 'component:berlin/bot';

/** Money of an hour is computed once it is closed. */
const CLOSE_AFTER = 2 * HOUR;

describeOnDatabases('measures of the usage ledger', createDatabase => {
  let knex: Knex;

  // Every hour of the day two calls, of two deployments; the last ones are of open hours.
  beforeAll(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
    const { ledger, closed } = ledgerOn(knex, {
      now: () => NOW,
      closeAfterMs: CLOSE_AFTER,
      subjects: plainSubjects({ [QWEN]: [price] }),
    });
    await ledger.recordCalls({
      ...gateway,
      calls: Array.from({ length: 12 }, (_, hour) =>
        ['prod', 'test'].map(deployment =>
          call(`${hour}-${deployment}`, {
            at: T0 + hour * HOUR + 60_000,
            subject: { model: QWEN, deployment, version: 'v1', consumer: BOT },
            counts: {
              requests: 1,
              failed: hour === 3 ? 1 : 0,
              inputTokens: 1_000_000,
              outputTokens: 1_000_000,
              checks: 4,
              checksAllowed: 3,
              checksMasked: 0,
              checksBlocked: 1,
              checksDetected: 0,
              checksSkipped: 0,
            },
            observations: { 'latency.end_to_end': hour < 6 ? 0.9 : 3.1 },
          }),
        ),
      ).flat(),
    });
    await HourCloser.create({
      knex,
      closed,
      closeAfterMs: CLOSE_AFTER,
    }).closeDue({ now: NOW });
  });

  const measured = (
    options: Partial<Parameters<typeof createMeasured>[0]> = {},
  ) =>
    createMeasured({
      reader: DatabaseUsageReader.create({ knex, now: () => NOW }),
      deployments: [prod, { ...prod, name: 'test' }],
      now: () => NOW,
      ...options,
    });
  const window = (from: number, to: number) => ({
    from: new Date(T0 + from * HOUR).toISOString(),
    to: new Date(T0 + to * HOUR).toISOString(),
  });

  it('of hours that are closed is exact, with its money', async () => {
    const [cost, requests, before] = await measured().read([
      { measure: 'cost-used', window: window(0, 8), by: 'deployment' },
      { measure: 'requests', window: window(0, 8) },
      { measure: 'requests', window: window(4, 8), compare: true },
    ]);
    // 1.60 for each call.
    expect(cost.result).toMatchObject({
      state: 'value',
      value: expect.closeTo(25.6, 9),
      money: { amount: expect.stringMatching(/^25\.60*$/), currency: 'EUR' },
      qualifiers: [],
    });
    expect(cost.groups).toMatchObject([
      { key: 'prod', result: { value: expect.closeTo(12.8, 9) } },
      { key: 'test', result: { value: expect.closeTo(12.8, 9) } },
    ]);
    expect(requests.result).toMatchObject({
      value: 16,
      qualifiers: [],
      asOf: '2026-11-26T08:00:00.000Z',
      parts: { failed: { value: 2 } },
    });
    expect(before).toMatchObject({
      result: { value: 8 },
      previous: { value: 8 },
    });
  });

  it('of hours that are open says that their money is missing', async () => {
    const { result } = await measured().one({
      measure: 'cost-used',
      window: '24h',
    });
    expect(result).toMatchObject({
      state: 'value',
      qualifiers: ['partial'],
      value: expect.closeTo(10 * 2 * 1.6, 6),
    });
    expect(result.explain.inputs[0].note).toContain('not closed');
  });

  it('is read by the hour, where an hour of which nothing is known is no zero', async () => {
    const { course = [] } = await measured().one({
      measure: 'error-rate',
      window: window(2, 15),
      step: 'hour',
    });
    expect(course.map(({ figure }) => figure.state)).toEqual([
      ...Array.from({ length: 10 }, () => 'value'),
      'no_data',
    ]);
    expect(course[0].figure).toMatchObject({ value: 0 });
    expect(course[1]).toMatchObject({
      from: '2026-11-26T03:00:00.000Z',
      figure: { value: 1, asOf: '2026-11-26T04:00:00.000Z' },
    });
  });

  it('serves the latency of the last hour where no engine does, by the hour that is full', async () => {
    const latency = { measure: 'end-to-end-latency', window: '1h' } as const;
    const { result } = await measured().one(latency);
    expect(result).toMatchObject({ state: 'value', sources: ['usage ledger'] });
    expect(result.explain.inputs[0]).toMatchObject({
      value: 2,
      note: 'whole hours, from 2026-11-26T11:00:00.000Z to 2026-11-26T12:00:00.000Z',
    });
    const engine = new FakeEngine('fra', ['fra-1']);
    engine.newest = () => NOW / 1000;
    engine.metrics = ['vllm:e2e_request_latency_seconds_bucket'];
    engine.answers = [
      [
        'e2e_request',
        [
          { labels: { le: '1' }, value: 5 },
          { labels: { le: '+Inf' }, value: 5 },
        ],
      ],
    ];
    const withEngine = await measured({ engines: [engine] }).read([
      latency,
      { ...latency, window: '24h' },
    ]);
    expect(withEngine[0].result.sources).toEqual(['fra/vllm']);
    expect(withEngine[1].result).toMatchObject({
      sources: ['usage ledger'],
      explain: { inputs: [{ value: 24 }] },
    });
  });

  it('tells what guardrails did', async () => {
    const [blocks, reliability] = await measured().read([
      { measure: 'guardrail-blocks', window: window(0, 8) },
      { measure: 'guardrail-reliability', window: window(0, 8) },
    ]);
    expect(blocks.result).toMatchObject({ state: 'value', value: 0.25 });
    expect(blocks.result.explain.inputs[0].source).toBe('gateway-fra');
    // Nobody counts those that failed: no fewer than those can have come to an outcome.
    expect(reliability.result).toMatchObject({
      state: 'value',
      bounds: { high: 1 },
      explain: {
        notes: ['The source cannot say how many checks failed'],
        inputs: expect.arrayContaining([
          expect.objectContaining({
            name: 'failed',
            state: 'not_instrumented',
          }),
        ]),
      },
    });
  });

  it('says of parts of an hour, and of what it does not tell apart, that it cannot', async () => {
    const { result } = await measured().one({
      measure: 'slo-burn',
      window: '24h',
    });
    expect(result.state).toBe('not_applicable');
    const { groups, result: whole } = await measured().one({
      measure: 'requests',
      window: '24h',
      by: 'code',
    });
    expect(whole.state).toBe('value');
    expect(groups).toEqual([]);
  });
});
