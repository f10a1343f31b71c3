import {
  Attributes,
  Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  IdGenerator,
  InMemorySpanExporter,
  ReadableSpan,
  SimpleSpanProcessor,
  SpanExporter,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { DemoCall } from './callsOfHour';
import { resourceOf } from './services';

/** Spans of one request. */
const SLICE = 500;
const SCOPE = 'demo-traffic';

/** Gives spans the names of their calls, so that what is sent twice is known to be the same. */
class CallIds implements IdGenerator {
  next = { traceId: '', spanId: '' };

  generateTraceId(): string {
    return this.next.traceId;
  }

  generateSpanId(): string {
    return this.next.spanId;
  }
}

/** Reports calls as spans: of the gateway, and of programs that report as well. */
export class SpanReports {
  readonly #exporter: SpanExporter;
  readonly #ids = new CallIds();
  readonly #made = new InMemorySpanExporter();
  readonly #providers = new Map<string, TracerProvider>();

  constructor(options: { exporter: SpanExporter }) {
    this.#exporter = options.exporter;
  }

  /** Resolves when all are taken; rejects where one request was not, and then all may be sent again. */
  async send(calls: readonly DemoCall[]): Promise<void> {
    for (const call of calls) {
      const { caller, spanIds } = call;
      const [client, gateway] = spanIds;
      if (caller.reports) {
        this.#make(call, programOf(caller.consumer), client, ROOT_CONTEXT);
      }
      if (!caller.direct) {
        const parent = trace.setSpanContext(ROOT_CONTEXT, {
          traceId: call.traceId,
          spanId: client,
          traceFlags: TraceFlags.SAMPLED,
        });
        const context = caller.reports ? parent : ROOT_CONTEXT;
        this.#make(call, 'ai-gateway', gateway, context);
      }
    }
    for (const provider of this.#providers.values()) {
      await provider.forceFlush();
    }
    const spans = this.#made.getFinishedSpans();
    this.#made.reset();
    for (let first = 0; first < spans.length; first += SLICE) {
      await this.#export(spans.slice(first, first + SLICE));
    }
  }

  async shutdown(): Promise<void> {
    await this.#exporter.shutdown();
  }

  #make(call: DemoCall, service: string, spanId: string, context: Context) {
    const { caller, start, end, status } = call;
    this.#ids.next = { traceId: call.traceId, spanId };
    const span = this.#providerOf(service)
      .getTracer(SCOPE)
      .startSpan(
        `${caller.operation} ${caller.asks}`,
        {
          kind: SpanKind.CLIENT,
          startTime: start,
          attributes: attributesOf(call, service === 'ai-gateway'),
        },
        context,
      );
    if (status !== 200) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end(end);
  }

  #providerOf(service: string): TracerProvider {
    const known = this.#providers.get(service);
    if (known) {
      return known;
    }
    const provider = new TracerProvider({
      resource: resourceFromAttributes(resourceOf(service)),
      idGenerator: this.#ids,
      spanProcessors: [new SimpleSpanProcessor({ exporter: this.#made })],
    });
    this.#providers.set(service, provider);
    return provider;
  }

  #export(spans: ReadableSpan[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#exporter.export(spans, ({ code, error }) =>
        code === 0
          ? resolve()
          : reject(error ?? new Error('The spans were not taken')),
      );
    });
  }
}

function programOf(consumer: string): string {
  return consumer.replace(/^.*\//, '');
}

function attributesOf(call: DemoCall, gateway: boolean): Attributes {
  const { caller, status, used, firstToken } = call;
  return {
    'gen_ai.operation.name': caller.operation,
    'gen_ai.provider.name': caller.provider,
    'gen_ai.request.model': caller.asks,
    // A gateway knows whose key it was.
    [gateway ? 'team' : 'modelyard.consumer']: caller.consumer,
    'http.response.status_code': status,
    ...(status !== 200 && { 'error.type': `${status}` }),
    ...(firstToken !== undefined && {
      'gen_ai.response.time_to_first_chunk': firstToken / 1_000,
    }),
    ...(used?.inputTokens !== undefined && {
      'gen_ai.usage.input_tokens': used.inputTokens,
    }),
    ...(used?.cachedInputTokens !== undefined && {
      'gen_ai.usage.cache_read.input_tokens': used.cachedInputTokens,
    }),
    ...(used?.outputTokens !== undefined && {
      'gen_ai.usage.output_tokens': used.outputTokens,
    }),
    ...(used?.audioSeconds !== undefined && {
      'modelyard.audio_seconds': used.audioSeconds,
    }),
    ...(used?.images !== undefined && { 'modelyard.images': used.images }),
    ...(used?.texts !== undefined && { 'modelyard.texts': used.texts }),
    ...(used?.documents !== undefined && {
      'modelyard.documents': used.documents,
    }),
  };
}
