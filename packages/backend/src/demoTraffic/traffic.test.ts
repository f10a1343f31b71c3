import { ConfigReader } from '@backstage/config';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { callers } from './callers';
import { callsOfHour, HOUR_MS } from './callsOfHour';
import { LiveCounters, PastCounters } from './CounterReports';
import { DemoTraffic } from './DemoTraffic';
import { HourMarks } from './HourMarks';
import { readDemoTrafficConfig } from './readDemoTrafficConfig';
import { SpanReports } from './SpanReports';
import { provideToken, readToken } from './token';

// A month, and three days of reports.
jest.setTimeout(60_000);

const examples = resolve(__dirname, '../../../../examples');
/** A Thursday at ten o'clock in UTC, and the Sunday after it. */
const BUSY = Date.parse('2026-11-26T10:00:00Z') / HOUR_MS;
const SUNDAY = Date.parse('2026-11-29T10:00:00Z') / HOUR_MS;
const seed = 'test';

describe('the settings of the demo’s traffic', () => {
  const read = (llm: JsonObject, environment?: string) =>
    readDemoTrafficConfig(new ConfigReader({ llm }), environment);

  it('make none unless they say so', () => {
    expect(read({})).toBeUndefined();
    expect(read({ demo: { traffic: { historyDays: 3 } } })).toBeUndefined();
    expect(read({ demo: { traffic: { enabled: false } } }, 'production')).toBe(
      undefined,
    );
  });

  it('are refused in production', () => {
    expect(() =>
      read({ demo: { traffic: { enabled: true } } }, 'production'),
    ).toThrow('does not run with NODE_ENV=production');
  });

  it('have a past that reports may still tell of', () => {
    const traffic = { enabled: true };
    const usage = { acceptFor: { days: 33 } };
    expect(read({ demo: { traffic }, usage })).toEqual({
      seed: 'lindhaven',
      historyDays: 31,
    });
    expect(() => read({ demo: { traffic } })).toThrow(
      'Invalid llm.demo.traffic.historyDays: 31 is not a whole number from 0 to 1',
    );
    expect(() =>
      read({ demo: { traffic: { ...traffic, historyDays: 1.5 } }, usage }),
    ).toThrow('1.5 is not a whole number');
  });

  it('need the token that is made up with each start', () => {
    const first: NodeJS.ProcessEnv = {};
    const second: NodeJS.ProcessEnv = {};
    provideToken(first);
    provideToken(second);
    expect(first.DEMO_TRAFFIC_TOKEN).toHaveLength(32);
    expect(first.DEMO_TRAFFIC_TOKEN).not.toBe(second.DEMO_TRAFFIC_TOKEN);
    const options = { subject: 'demo-traffic', token: 'made-up' };
    const backend = { auth: { externalAccess: [{ type: 'static', options }] } };
    expect(readToken(new ConfigReader({ backend }))).toBe('made-up');
    expect(() => readToken(new ConfigReader({}))).toThrow(
      'no static token of the subject demo-traffic',
    );
  });
});

describe('the calls that are made up', () => {
  it('are the same for the same hour and seed, and others for another', () => {
    const calls = callsOfHour(BUSY, { seed });
    expect(calls.length).toBeGreaterThan(100);
    expect(callsOfHour(BUSY, { seed })).toEqual(calls);
    expect(callsOfHour(BUSY, { seed: 'other' })).not.toEqual(calls);
    expect(callsOfHour(BUSY + 1, { seed })).not.toEqual(calls);
    const ids = calls.map(({ traceId }) => traceId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { start, end } of calls) {
      expect(Math.floor(end / HOUR_MS)).toBe(BUSY);
      expect(start).toBeLessThan(end);
    }
  });

  it('are fewer on a Sunday, and fail now and then', () => {
    expect(callsOfHour(SUNDAY, { seed }).length).toBeLessThan(
      0.6 * callsOfHour(BUSY, { seed }).length,
    );
    const month = Array.from({ length: 31 * 24 }, (_, i) =>
      callsOfHour(BUSY - i, { seed }),
    ).flat();
    const share = (status: number) =>
      month.filter(call => call.status === status).length / month.length;
    expect(share(200)).toBeGreaterThan(0.98);
    expect(share(429)).toBeGreaterThan(0.001);
    expect(share(500) + share(503)).toBeGreaterThan(0.0006);
    expect(month.length).toBeGreaterThan(50_000);
    expect(month.length).toBeLessThan(120_000);
  });

  it('go to models of the demo by names that they have, from components of it and two strangers', () => {
    const models = new Map(
      readdirSync(join(examples, 'gitops/models')).map(folder => {
        const file = join(
          examples,
          'gitops/models',
          folder,
          'catalog-info.yaml',
        );
        const { metadata, spec } = parse(readFileSync(file, 'utf8'));
        const deployments: Array<{
          servedModelName?: string;
          aliases?: string[];
        }> = spec.deployments ?? [];
        return [
          `model:${metadata.namespace ?? 'default'}/${metadata.name}`,
          deployments.flatMap(each => [
            each.servedModelName,
            ...(each.aliases ?? []),
          ]),
        ];
      }),
    );
    const wrong = callers.filter(
      ({ model, asks }) => !models.get(model)?.includes(asks),
    );
    expect(wrong).toEqual([]);
    const components = parseAllDocuments(
      readFileSync(join(examples, 'catalog/components.yaml'), 'utf8'),
    ).map(document => {
      const { metadata } = document.toJS();
      return `component:${metadata.namespace ?? 'default'}/${metadata.name}`;
    });
    const strangers = callers.filter(
      ({ consumer }) => !components.includes(consumer),
    );
    expect(strangers.map(({ consumer }) => consumer)).toEqual([
      'component:default/load-test',
      'tmp-42',
    ]);
  });
});

describe('what is reported', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const never = new AbortController().signal;

  async function setUp(knex?: Awaited<ReturnType<typeof databases.init>>) {
    const spans = new InMemorySpanExporter();
    const points = new InMemoryMetricExporter(AggregationTemporality.DELTA);
    const running = new InMemoryMetricExporter(
      AggregationTemporality.CUMULATIVE,
    );
    const database = knex ?? (await databases.init('SQLITE_3'));
    const live = new LiveCounters({ exporter: () => running });
    const traffic = DemoTraffic.create({
      config: { seed, historyDays: 1 },
      callers,
      spans: new SpanReports({ exporter: spans }),
      live,
      past: new PastCounters({ exporter: points }),
      marks: await HourMarks.create(database),
      logger: mockServices.logger.mock(),
      now: () => BUSY * HOUR_MS + 1_234,
    });
    return { traffic, spans, points, live, knex: database };
  }

  const namesOf = ({ spans, points }: Awaited<ReturnType<typeof setUp>>) => ({
    spans: spans.getFinishedSpans().map(span => ({
      id: span.spanContext(),
      source: span.resource.attributes,
      attributes: span.attributes,
      startTime: span.startTime,
      endTime: span.endTime,
    })),
    points: points.getMetrics().flatMap(({ resource, scopeMetrics }) =>
      scopeMetrics.flatMap(({ metrics }) =>
        metrics.map(({ descriptor, dataPoints }) => ({
          source: resource.attributes,
          name: descriptor.name,
          dataPoints,
        })),
      ),
    ),
  });

  it('of the past is sent once for a database, and the same where it is sent again', async () => {
    const first = await setUp();
    expect(await first.traffic.sendPast(never)).toBe(24);
    const told = namesOf(first);
    expect(told.spans.length).toBeGreaterThan(1_000);
    const again = await setUp(first.knex);
    expect(await again.traffic.sendPast(never)).toBe(0);
    expect(namesOf(again)).toEqual({ spans: [], points: [] });
    // As after a crash that came before the hours were marked: the ledger knows what it has by these names and times.
    const elsewhere = await setUp();
    await elsewhere.traffic.sendPast(never);
    expect(namesOf(elsewhere)).toEqual(told);
    const ends = told.points.flatMap(({ dataPoints }) =>
      dataPoints.map(({ startTime, endTime }) => [startTime[0], endTime[0]]),
    );
    for (const [start, end] of ends) {
      expect([start % 3_600, end - start]).toEqual([0, 3_600]);
      expect(end).toBeLessThanOrEqual(BUSY * 3_600);
    }
    await Promise.all(
      [first, again, elsewhere].map(each => each.live.shutdown()),
    );
  });

  it('is named after the demo, and holds nothing of what was asked or answered', async () => {
    const all = await setUp();
    await all.traffic.sendPast(never);
    const { spans, points } = namesOf(all);
    const sources = [...spans, ...points].map(
      ({ source }) =>
        `${source['service.namespace']}/${source['service.name']}`,
    );
    expect([...new Set(sources)].sort()).toEqual([
      'demo-traffic/ai-gateway',
      'demo-traffic/driver-helpdesk',
      'demo-traffic/guardrails',
      'demo-traffic/report-writer',
      'demo-traffic/search-api',
      'demo-traffic/support-bot',
      'demo-traffic/vllm',
    ]);
    const attributes = [
      ...spans.map(each => each.attributes),
      ...points.flatMap(each => each.dataPoints.map(point => point.attributes)),
    ];
    const names = new Set(attributes.flatMap(each => Object.keys(each)));
    expect([...names].sort()).toEqual([
      'error.type',
      'error_type',
      'gen_ai.operation.name',
      'gen_ai.provider.name',
      'gen_ai.request.model',
      'gen_ai.response.model',
      'gen_ai.response.time_to_first_chunk',
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.input_tokens',
      'gen_ai.usage.output_tokens',
      'guardrail',
      'http.response.status_code',
      'kind',
      'modelyard.audio_seconds',
      'modelyard.consumer',
      'modelyard.documents',
      'modelyard.images',
      'modelyard.texts',
      'phase',
      'result',
      'team',
    ]);
    await all.live.shutdown();
  });

  it('begins anew after a failure, and ends when it is told to', async () => {
    const { traffic, spans, live, knex } = await setUp();
    const ending = new AbortController();
    spans.export = (_, done) => {
      ending.abort();
      done({ code: 1, error: new Error('not now') });
    };
    expect(await traffic.sendPast(ending.signal)).toBe(0);
    const next = await setUp(knex);
    expect(await next.traffic.sendPast(never)).toBe(24);
    await Promise.all([live.shutdown(), next.live.shutdown()]);
  });
});
