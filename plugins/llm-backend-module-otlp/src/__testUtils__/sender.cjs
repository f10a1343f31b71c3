/**
 * A program with the real SDK of OpenTelemetry, told by messages what to report. It runs by itself because Jest does not let
 * the exporters load the HTTP client of Node.
 */
const { ROOT_CONTEXT, SpanStatusCode, trace } = require('@opentelemetry/api');
const {
  AggregationTemporalityPreference,
} = require('@opentelemetry/exporter-metrics-otlp-http');
const { CompressionAlgorithm } = require('@opentelemetry/otlp-exporter-base');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const {
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
} = require('@opentelemetry/sdk-metrics');
const {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} = require('@opentelemetry/sdk-trace');

const exporters = {
  protobuf: {
    traces: require('@opentelemetry/exporter-trace-otlp-proto')
      .OTLPTraceExporter,
    metrics: require('@opentelemetry/exporter-metrics-otlp-proto')
      .OTLPMetricExporter,
  },
  json: {
    traces: require('@opentelemetry/exporter-trace-otlp-http')
      .OTLPTraceExporter,
    metrics: require('@opentelemetry/exporter-metrics-otlp-http')
      .OTLPMetricExporter,
  },
};

/** Spans by the order in which they were made, so that they can be sent again in other batches. */
let made = [];
let meters;
const instruments = new Map();

const operations = {
  async make({ resource, scope, spans }) {
    const memory = new InMemorySpanExporter();
    const provider = new TracerProvider({
      resource: resourceFromAttributes(resource),
      spanProcessors: [new SimpleSpanProcessor({ exporter: memory })],
    });
    const tracer = provider.getTracer(scope);
    for (const { parent, start, end, error, ...rest } of spans) {
      const span = tracer.startSpan(
        rest.name,
        { kind: rest.kind, attributes: rest.attributes, startTime: start },
        parent === undefined
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, made[parent].spanContext()),
      );
      if (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: error });
      }
      span.end(end);
    }
    await provider.forceFlush();
    const first = made.length;
    made = made.concat(memory.getFinishedSpans());
    return { first, made: made.length - first };
  },

  async send({ encoding, settings, batches }) {
    const Exporter = exporters[encoding].traces;
    const exporter = new Exporter(settingsOf(settings));
    const errors = [];
    for (const spans of batches.map(places => places.map(each => made[each]))) {
      errors.push(
        await new Promise(resolve => {
          exporter.export(spans, ({ code, error }) =>
            resolve(code === 0 ? null : error?.message ?? 'failed'),
          );
        }),
      );
    }
    await exporter.shutdown();
    return errors;
  },

  meter({ encoding, settings, resource, delta, exponential }) {
    instruments.clear();
    const Exporter = exporters[encoding].metrics;
    meters = new MeterProvider({
      resource: resourceFromAttributes(resource),
      views: exponential
        ? [
            {
              instrumentName: '*',
              aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM },
            },
          ]
        : [],
      readers: [
        new PeriodicExportingMetricReader({
          exportIntervalMillis: 3_600_000,
          exporter: new Exporter({
            ...settingsOf(settings),
            temporalityPreference: delta
              ? AggregationTemporalityPreference.DELTA
              : AggregationTemporalityPreference.CUMULATIVE,
          }),
        }),
      ],
    });
  },

  record({ scope, values }) {
    const meter = meters.getMeter(scope);
    for (const { name, unit, kind, value, attributes, bounds } of values) {
      let instrument = instruments.get(name);
      if (!instrument) {
        const options = {
          unit,
          ...(bounds && { advice: { explicitBucketBoundaries: bounds } }),
        };
        instrument =
          kind === 'counter'
            ? meter.createCounter(name, options)
            : meter.createHistogram(name, options);
        instruments.set(name, instrument);
      }
      if (kind === 'counter') {
        instrument.add(value, attributes);
      } else {
        instrument.record(value, attributes);
      }
    }
  },

  async flush() {
    await meters.forceFlush();
  },
};

function settingsOf({ url, token, gzip }) {
  return {
    url,
    headers: { authorization: `Bearer ${token}` },
    compression: gzip ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE,
  };
}

process.on('message', async ({ id, operation, options }) => {
  try {
    process.send({ id, value: await operations[operation](options) });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit());
