import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import fc from 'fast-check';
import { encodeMetrics, encodeSpans } from '../__testUtils__/encodings';
import { makeSpan } from '../__testUtils__/spans';
import { readJsonPoints } from './jsonPoints';
import { readJsonSpans } from './jsonSpans';
import { Malformed } from './Malformed';
import { WantedPoints } from './points';
import { readProtobufPoints } from './protobufPoints';
import { readProtobufSpans } from './protobufSpans';
import { Wanted } from './records';

const wanted: Wanted = {
  attributes: new Set(['model', 'tokens', 'ratio', 'stream']),
  lists: ['texts.'],
  resource: new Set(['service.name']),
  names: new Set(['known']),
};
const wantedPoints: WantedPoints = {
  metric: () => true,
  attributes: new Set(['team']),
  labels: new Set(['gen_ai_token_type']),
  resource: new Set(['service.name']),
};

const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .filter(id => id.some(byte => byte > 0))
    .map(id => Buffer.from(id).toString('hex'));
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.string(), { maxLength: 3 }),
);
const attributes = fc.dictionary(
  fc.constantFrom(
    'model',
    'tokens',
    'ratio',
    'stream',
    'other',
    'texts.3.text',
  ),
  value,
);
const span = fc
  .record({
    traceId: hex(16),
    spanId: hex(8),
    attributes,
    name: fc.constantFrom('known', 'something that a person wrote'),
    kind: fc.integer({ min: 0, max: 4 }),
    end: fc.integer({ min: 1.7e12, max: 1.9e12 }),
    milliseconds: fc.nat(1e6),
    error: fc.option(fc.string(), { nil: undefined }),
    traceState: fc.constantFrom(undefined, 'ot=th:8', 'a=1, ot=th:c;rv:1,b=2'),
    events: fc.array(
      fc.record({
        name: fc.constantFrom('First Token Stream Event', 'exception', 'x'),
        at: fc.integer({ min: 1.7e12, max: 1.9e12 }),
        attributes: fc.constantFrom({}, { 'exception.type': 'TimeoutError' }),
      }),
      { maxLength: 3 },
    ),
    resource: fc.constantFrom({ 'service.name': 'bot' }, { other: 'x' }),
  })
  .map(makeSpan);

it('both encodings say the same of a span, and only what is asked for', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 5 }), spans => {
      const protobuf = [
        ...readProtobufSpans(encodeSpans('protobuf', spans), wanted),
      ];
      const json = [...readJsonSpans(encodeSpans('json', spans), wanted)];
      expect(protobuf).toEqual(json);
      expect(protobuf).toHaveLength(spans.length);
      // The SDK groups spans by resource and scope, so their order is not kept.
      const byId = new Map(
        spans.map(each => [each.spanContext().spanId, each]),
      );
      for (const read of protobuf) {
        const sent = byId.get(read.spanId);
        expect(read.traceId).toBe(sent?.spanContext().traceId);
        expect(read.kind).toBe((sent?.kind ?? 0) + 1);
        expect(['known', '']).toContain(read.name);
        expect(read.error).toBe(sent?.status.code === 2);
        for (const [name, each] of read.attributes) {
          expect(name === 'texts.' ? 4 : sent?.attributes[name]).toEqual(each);
        }
        expect(read.attributes.has('other')).toBe(false);
      }
    }),
  );
});

it('whole numbers, fractions and moments come out as they went in', () => {
  const end = 1_795_739_962_029;
  const sent = makeSpan({
    end,
    attributes: {
      tokens: Number.MAX_SAFE_INTEGER,
      ratio: -0.25,
      stream: -7,
      model: 'löwe 🦁',
    },
  });
  for (const [read] of [
    [...readProtobufSpans(encodeSpans('protobuf', [sent]), wanted)],
    [...readJsonSpans(encodeSpans('json', [sent]), wanted)],
  ]) {
    expect(Object.fromEntries(read.attributes)).toEqual(sent.attributes);
    expect(read.end).toBeCloseTo(end, 3);
    expect(read.end - read.start).toBeCloseTo(1500, 3);
  }
});

describe('bytes that nobody sends', () => {
  const body = encodeSpans('protobuf', [
    makeSpan({ attributes: { model: 'm', tokens: 5 } }),
    makeSpan(),
  ]);
  const readAll = (bytes: Buffer) => {
    try {
      return [...readProtobufSpans(bytes, wanted)].length;
    } catch (error) {
      return error;
    }
  };

  it('are malformed or read, and never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const read = readAll(Buffer.from(bytes));
        expect(typeof read === 'number' || read instanceof Malformed).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        fc.nat(body.length - 1),
        fc.nat(255),
        fc.boolean(),
        (place, byte, cut) => {
          const bytes = Buffer.from(cut ? body.subarray(0, place) : body);
          if (!cut) {
            bytes[place] = byte;
          }
          const read = readAll(bytes);
          expect(typeof read === 'number' || read instanceof Malformed).toBe(
            true,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are skipped where they are fields that nobody knows yet', () => {
    const unknown = Buffer.from([
      ...[0xa0, 0x1f, 0x96, 0x01], // field 500: a number
      ...[0xa2, 0x1f, 2, 1, 2], // field 500: bytes
      ...[0xa1, 0x1f, 1, 2, 3, 4, 5, 6, 7, 8], // field 500: 8 bytes
      ...[0xa5, 0x1f, 1, 2, 3, 4], // field 500: 4 bytes
    ]);
    expect(readAll(Buffer.concat([unknown, body, unknown]))).toBe(2);
  });

  it('may have a resource after its spans', () => {
    const message = (field: number, ...parts: Buffer[]) => {
      const content = Buffer.concat(parts);
      return Buffer.concat([
        Buffer.from([field * 8 + 2, content.length]),
        content,
      ]);
    };
    const name = message(
      1,
      message(1, Buffer.from('service.name')),
      message(2, message(1, Buffer.from('bot'))),
    );
    const one = Buffer.concat([
      message(
        1,
        message(
          2,
          message(2, message(1, Buffer.alloc(16, 1))),
          message(1, message(1, Buffer.from('scope'))),
        ),
        message(1, name),
      ),
    ]);
    const [read] = [...readProtobufSpans(one, wanted)];
    expect(read.resource.attributes.get('service.name')).toBe('bot');
    expect(read.scope.name).toBe('scope');
    expect(read.traceId).toBe('01'.repeat(16));
    expect(read.spanId).toBe('');
  });
});

it.each([
  ['', 'is not JSON'],
  ['[]', 'has something else than an object for the request'],
  ['{"resourceSpans":{}}', 'has something else than a list for resourceSpans'],
  [
    '{"resourceSpans":[{"scopeSpans":[{"spans":["secret"]}]}]}',
    'has something else than an object for a part of spans',
  ],
  [
    '{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"model","value":"secret"}]}]}]}]}',
    'has something else than an object for the value of an attribute',
  ],
])(
  'JSON that is none of OTLP says so without quoting it: %s',
  (text, message) => {
    expect(() => [...readJsonSpans(Buffer.from(text), wanted)]).toThrow(
      new Malformed(message),
    );
  },
);

it('JSON may have numbers as texts, ids in capitals and fields that nobody knows', () => {
  const [read] = readJsonSpans(
    Buffer.from(
      JSON.stringify({
        resourceSpans: [
          {
            resource: { attributes: [] },
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: 'ABCDEF0123456789ABCDEF0123456789',
                    spanId: 'abcdef0123456789',
                    kind: 3,
                    startTimeUnixNano: '1795739962029000000',
                    endTimeUnixNano: 1795739963029000000,
                    fresh: { of: 'tomorrow' },
                    attributes: [
                      { key: 'tokens', value: { intValue: '12' } },
                      { key: 'ratio', value: { doubleValue: 'NaN' } },
                      { key: 'stream', value: { boolValue: false } },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      }),
    ),
    wanted,
  );
  expect(read).toMatchObject({
    traceId: 'abcdef0123456789abcdef0123456789',
    kind: 3,
    start: expect.closeTo(1_795_739_962_029, 3),
    end: expect.closeTo(1_795_739_963_029, 3),
  });
  expect(Object.fromEntries(read.attributes)).toEqual({
    tokens: 12,
    ratio: NaN,
    stream: false,
  });
});

const sum = fc.record({
  value: fc.nat(1e9),
  attributes: fc.dictionary(
    fc.constantFrom('team', 'gen_ai.token.type', 'other', 'list'),
    value,
  ),
});

function metricsOf(
  points: readonly { value: number; attributes: object }[],
  resource: Record<string, string> = { 'service.name': 'bot' },
): ResourceMetrics {
  const common = { startTime: [1_795_000_000, 5], endTime: [1_795_000_060, 5] };
  return {
    resource: resourceFromAttributes(resource),
    scopeMetrics: [
      {
        scope: { name: 'scope', version: '1' },
        metrics: [
          {
            descriptor: {
              name: 'tokens',
              unit: '{token}',
              description: '',
              valueType: 0,
              advice: {},
            },
            aggregationTemporality: AggregationTemporality.CUMULATIVE,
            dataPointType: DataPointType.SUM,
            isMonotonic: true,
            dataPoints: points.map(each => ({ ...common, ...each })),
          },
        ],
      },
    ],
  } as unknown as ResourceMetrics;
}

it('both encodings name a stream alike, by all of its attributes in any order', () => {
  fc.assert(
    fc.property(fc.array(sum, { maxLength: 4 }), points => {
      const read = (each: ResourceMetrics) => [
        [...readProtobufPoints(encodeMetrics('protobuf', each), wantedPoints)],
        [...readJsonPoints(encodeMetrics('json', each), wantedPoints)],
      ];
      const [protobuf, json] = read(metricsOf(points));
      expect(protobuf).toEqual(json);
      expect(protobuf.map(each => each.value)).toEqual(
        points.map(each => each.value),
      );
      const turned = points.map(each => ({
        ...each,
        attributes: Object.fromEntries(
          Object.entries(each.attributes).reverse(),
        ),
      }));
      const names = (each: (typeof protobuf)[number]) => [
        each.metric.resource.digest,
        each.metric.scope.digest,
        each.digest,
      ];
      const [again] = read(metricsOf(turned));
      expect(again.map(names)).toEqual(protobuf.map(names));
    }),
  );
});

it('streams that differ in anything have different names', () => {
  const names = [
    metricsOf([{ value: 1, attributes: {} }]),
    metricsOf([{ value: 1, attributes: { a: 1 } }]),
    metricsOf([{ value: 1, attributes: { a: '1' } }]),
    metricsOf([{ value: 1, attributes: { a: 1.5 } }]),
    metricsOf([{ value: 1, attributes: { a: true } }]),
    metricsOf([{ value: 1, attributes: { a: ['1'] } }]),
    metricsOf([{ value: 1, attributes: { a: ['1', '2'] } }]),
    metricsOf([{ value: 1, attributes: { a: ['12'] } }]),
    metricsOf([{ value: 1, attributes: { a: '1', b: '2' } }]),
    metricsOf([{ value: 1, attributes: {} }], { 'service.name': 'other' }),
    metricsOf([{ value: 1, attributes: {} }], { a: '1' }),
  ].map(each => {
    const [{ metric, digest }] = readProtobufPoints(
      encodeMetrics('protobuf', each),
      wantedPoints,
    );
    return `${metric.resource.digest} ${digest}`;
  });
  expect(new Set(names).size).toBe(names.length);
});
