import { UsageCall, UsageOrigin } from '@modelyard/plugin-llm-node';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Batch } from '../Batch';
import { readOtlpConfig } from '../config/readOtlpConfig';
import { readProtobufSpans } from '../decode/protobufSpans';
import { SpanMapper } from '../spans/mapSpans';
import { wantedOfSpans } from '../spans/wanted';
import { encodeSpans } from './encodings';
import { makeSpan, SpanOptions } from './spans';

/** What was read of some spans. */
export interface Mapped {
  readonly calls: readonly (UsageCall & { origin: UsageOrigin })[];
  readonly rejected: string;
}

export function map(
  spans: readonly SpanOptions[],
  otlp: JsonObject = {},
): Mapped {
  const config = readOtlpConfig(new ConfigReader({ llm: { otlp } }));
  const batch = new Batch<UsageCall>();
  const read = readProtobufSpans(
    encodeSpans('protobuf', spans.map(makeSpan)),
    wantedOfSpans(config),
  );
  for (const step of new SpanMapper(config).map(read, batch, Date.now())) {
    expect(step).toBeUndefined();
  }
  return {
    calls: [...batch.groups()].flatMap(({ origin, items }) =>
      items.map(call => ({ ...call, origin })),
    ),
    rejected: batch.describeRejected(),
  };
}

export const end = Date.now() - 60_000;
export const usual = { end, milliseconds: 2000 };
