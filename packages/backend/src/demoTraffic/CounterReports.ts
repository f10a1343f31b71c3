import { Attributes, Counter, Histogram, HrTime } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPoint,
  MeterProvider,
  MetricData,
  MetricReader,
  PeriodicExportingMetricReader,
  PushMetricExporter,
  ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { DemoCall } from './callsOfHour';
import { checksOf } from './checksOf';
import { resourceOf } from './services';

const SCOPE = 'demo-traffic';
const EVERY_MS = 15_000;
const SECONDS = [
  0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5,
  10, 15, 20, 30, 60, 120,
];
const CHECK_SECONDS = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16];

/** The counters of engines and of guardrails. */
class Counters {
  readonly #duration: Histogram;
  readonly #firstToken: Histogram;
  readonly #input: Counter;
  readonly #output: Counter;
  readonly #cached: Counter;
  readonly #checks: Histogram;

  constructor(engines: MeterProvider, guardrails: MeterProvider) {
    const engine = engines.getMeter(SCOPE);
    const seconds = {
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    };
    this.#duration = engine.createHistogram(
      'gen_ai.server.request.duration',
      seconds,
    );
    this.#firstToken = engine.createHistogram(
      'gen_ai.server.time_to_first_token',
      seconds,
    );
    const tokens = (name: string) =>
      engine.createCounter(`gen_ai.client.inference.usage.${name}`);
    this.#input = tokens('input_tokens');
    this.#output = tokens('output_tokens');
    this.#cached = tokens('cache_read.input_tokens');
    this.#checks = guardrails
      .getMeter(SCOPE)
      .createHistogram('aisix_guardrail_latency_seconds', {
        unit: 's',
        advice: { explicitBucketBoundaries: CHECK_SECONDS },
      });
  }

  add(calls: readonly DemoCall[]): void {
    for (const call of calls) {
      this.#addToEngine(call);
      for (const { seconds, error, ...check } of checksOf(call)) {
        this.#checks.record(seconds, {
          ...check,
          ...(error && { error_type: error }),
          'gen_ai.response.model': call.caller.asks,
          'modelyard.consumer': call.caller.consumer,
        });
      }
    }
  }

  /** An engine of one's own sees what the gateway let through, and who went around it; not who it was. */
  #addToEngine({ caller, status, start, end, firstToken, used }: DemoCall) {
    if (caller.provider !== 'openai' || status === 429 || status === 503) {
      return;
    }
    const labels: Attributes = {
      'gen_ai.request.model': caller.asks,
      'gen_ai.operation.name': caller.operation,
      'gen_ai.provider.name': caller.provider,
    };
    this.#duration.record((end - start) / 1_000, {
      ...labels,
      ...(status !== 200 && { 'error.type': `${status}` }),
    });
    if (firstToken !== undefined) {
      this.#firstToken.record(firstToken / 1_000, labels);
    }
    this.#input.add(used?.inputTokens ?? 0, labels);
    this.#output.add(used?.outputTokens ?? 0, labels);
    this.#cached.add(used?.cachedInputTokens ?? 0, labels);
  }
}

/** Counters that go on as long as the process does, as those of a program that runs. */
export class LiveCounters {
  readonly #providers: readonly MeterProvider[];
  readonly #counters: Counters;

  constructor(options: { exporter: () => PushMetricExporter }) {
    const [engines, guardrails] = ['vllm', 'guardrails'].map(
      service =>
        new MeterProvider({
          resource: resourceFromAttributes(resourceOf(service)),
          readers: [
            new PeriodicExportingMetricReader({
              exporter: options.exporter(),
              exportIntervalMillis: EVERY_MS,
            }),
          ],
        }),
    );
    this.#providers = [engines, guardrails];
    this.#counters = new Counters(engines, guardrails);
  }

  add(calls: readonly DemoCall[]): void {
    this.#counters.add(calls);
  }

  /** Sends what is not sent yet, and ends. */
  async shutdown(): Promise<void> {
    await Promise.all(this.#providers.map(provider => provider.shutdown()));
  }
}

/** Gives out what was counted since it was asked last, whenever it is asked. */
class IncreaseReader extends MetricReader {
  constructor() {
    super({
      aggregationTemporalitySelector: () => AggregationTemporality.DELTA,
    });
  }

  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}
}

/** Counters of hours that are over: what they grew by, with the hour in place of the moment at which it was counted. */
export class PastCounters {
  readonly #exporter: PushMetricExporter;
  readonly #readers: readonly IncreaseReader[];
  readonly #counters: Counters;

  constructor(options: { exporter: PushMetricExporter }) {
    this.#exporter = options.exporter;
    const readers = [new IncreaseReader(), new IncreaseReader()];
    const [engines, guardrails] = ['vllm', 'guardrails'].map(
      (service, index) =>
        new MeterProvider({
          resource: resourceFromAttributes(resourceOf(service)),
          readers: [readers[index]],
        }),
    );
    this.#readers = readers;
    this.#counters = new Counters(engines, guardrails);
  }

  /** Resolves when it is taken; sent again it is not counted again. */
  async send(
    calls: readonly DemoCall[],
    hour: { readonly start: number; readonly end: number },
  ): Promise<void> {
    this.#counters.add(calls);
    const collected = await Promise.all(
      this.#readers.map(reader => reader.collect()),
    );
    for (const { resourceMetrics } of collected) {
      if (resourceMetrics.scopeMetrics.length > 0) {
        await this.#export(dated(resourceMetrics, hour));
      }
    }
  }

  async shutdown(): Promise<void> {
    await this.#exporter.shutdown();
  }

  #export(metrics: ResourceMetrics): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#exporter.export(metrics, ({ code, error }) =>
        code === 0
          ? resolve()
          : reject(error ?? new Error('The metrics were not taken')),
      );
    });
  }
}

function dated(
  metrics: ResourceMetrics,
  { start, end }: { start: number; end: number },
): ResourceMetrics {
  const times = { startTime: hrTime(start), endTime: hrTime(end) };
  const point = <T>(each: DataPoint<T>): DataPoint<T> => ({
    ...each,
    ...times,
  });
  return {
    ...metrics,
    scopeMetrics: metrics.scopeMetrics.map(scope => ({
      ...scope,
      metrics: scope.metrics.map(
        metric =>
          ({
            ...metric,
            dataPoints: metric.dataPoints.map(each => point<unknown>(each)),
          } as MetricData),
      ),
    })),
  };
}

function hrTime(milliseconds: number): HrTime {
  return [
    Math.floor(milliseconds / 1_000),
    Math.round((milliseconds % 1_000) * 1e6),
  ];
}
