import {
  Attributes,
  HrTime,
  SpanKind,
  SpanStatusCode,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { ReadableSpan } from '@opentelemetry/sdk-trace';

/** What a test says of a span; the rest is usual. */
export interface SpanOptions {
  readonly attributes?: Attributes;
  readonly resource?: Attributes;
  readonly scope?: string;
  readonly name?: string;
  readonly kind?: SpanKind;
  readonly traceId?: string;
  readonly spanId?: string;
  /** Milliseconds since 1970. */
  readonly end?: number;
  readonly milliseconds?: number;
  readonly error?: string;
  readonly traceState?: string;
  readonly events?: readonly {
    name: string;
    at: number;
    attributes?: Attributes;
  }[];
}

/** The attributes of a call by the conventions of today. */
export const chat: Attributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'llama-3.3-70b',
  'gen_ai.usage.input_tokens': 120,
  'gen_ai.usage.output_tokens': 40,
};

let ids = 0;

/** Hexadecimal digits that no other id has. */
function newId(bytes: number): string {
  ids += 1;
  return (ids + 0xabc000).toString(16).padStart(bytes * 2, '1');
}

export function makeSpan(options: SpanOptions = {}): ReadableSpan {
  const end = options.end ?? Date.now();
  const milliseconds = options.milliseconds ?? 1500;
  const context = {
    traceId: options.traceId ?? newId(16),
    spanId: options.spanId ?? newId(8),
    traceFlags: 1,
    ...(options.traceState !== undefined && {
      traceState: {
        serialize: () => options.traceState ?? '',
        get: () => undefined,
        set() {
          return this;
        },
        unset() {
          return this;
        },
      },
    }),
  };
  return {
    name: options.name ?? 'chat llama-3.3-70b',
    kind: options.kind ?? SpanKind.CLIENT,
    spanContext: () => context,
    startTime: timeOf(end - milliseconds),
    endTime: timeOf(end),
    duration: timeOf(milliseconds),
    status:
      options.error === undefined
        ? { code: SpanStatusCode.UNSET }
        : { code: SpanStatusCode.ERROR, message: options.error },
    attributes: options.attributes ?? chat,
    links: [],
    events: (options.events ?? []).map(({ name, at, attributes }) => ({
      name,
      time: timeOf(at),
      attributes,
    })),
    ended: true,
    resource: resourceFromAttributes(
      options.resource ?? { 'service.name': 'bot' },
    ),
    instrumentationScope: { name: options.scope ?? 'instrumentation' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function timeOf(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1000);
  return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)];
}
