import {
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { ReadableSpan } from '@opentelemetry/sdk-trace';

/** The serializers of the real SDK. */
export const encodings = {
  protobuf: {
    traces: ProtobufTraceSerializer,
    metrics: ProtobufMetricsSerializer,
    type: 'application/x-protobuf',
  },
  json: {
    traces: JsonTraceSerializer,
    metrics: JsonMetricsSerializer,
    type: 'application/json',
  },
} as const;

/** Name of an encoding. */
export type EncodingName = keyof typeof encodings;

/** Spans as the real SDK writes them. */
export function encodeSpans(
  encoding: EncodingName,
  spans: ReadableSpan[],
): Buffer {
  return bufferOf(encodings[encoding].traces.serializeRequest(spans));
}

/** Metrics as the real SDK writes them. */
export function encodeMetrics(
  encoding: EncodingName,
  metrics: ResourceMetrics,
): Buffer {
  return bufferOf(encodings[encoding].metrics.serializeRequest(metrics));
}

function bufferOf(bytes: Uint8Array | undefined): Buffer {
  if (!bytes) {
    throw new Error('The SDK serialized nothing');
  }
  return Buffer.from(bytes);
}
