import { gunzipSync } from 'node:zlib';
import { readJsonPoints } from './jsonPoints';
import { readJsonSpans } from './jsonSpans';
import { readProtobufPoints } from './protobufPoints';
import { readProtobufSpans } from './protobufSpans';

/**
 * What the OpenTelemetry Collector 0.161 sent (receiver `otlp`, exporter `otlphttp` with gzip) for the JSON beside it. It writes
 * every message from its end, so that values come before the names of attributes, and what belongs to a resource before it.
 */
const sent = {
  traces: [
    'H4sIAAAAAAAA/0xPvUsjQRRfdu8j+wi5y3AJSe64bC7NccWScFecgoiIIFsLghbLuD6TIe7MZOatX5VFWjut9F+wtrYVrG0U7C0t',
    'bGWXEH3V4/fx3u8HZx67d9m1e1RuuKzEA4uJQdpYbwWsAuU1kaLKaMUYZaCCBwlqEkqGdKix1WYAMwdU39gUreUDZP4M8p2bk3iy',
    'edeI2uwTfEiGnKA2QBlzESqNhhc+yVOMfuaC8T5K+DYVGBxnaClM1TbuRm3mNgCaUy7LH4VC6oxiUiOUNuoxv+MU87gI3dkNq5W0',
    'GJJIMSYV7whjKU6GmRwtOae/z/Nwc47z3M2XnvfHzzMGeY5fTuuzogUazv9npavL0VgEf/vwFV6wWb9dfpisPnV+HPcvoM68ftiD',
    'L0JaMlmKkopW8A9q7CN4W4qgbNHsiQSLpvA9b8q1tlB9j1vNE3wNAAD//yiPcGyYAQAA',
  ],
  metrics: [
    'H4sIAAAAAAAA/+I6yyy0kVnoNqPXFkYBJq71jFYCDGCg4gChIx2MJBiggBFKM0FpTTB5oMhBkRkqIsnw5F95W/R1CUEGhs/KLdHX',
    'Jbzkhdi4WJIzEku4RNNT8+ITM/XyC1KLEksy8/P08hJzU73kQAoKy1PzuESgCopSC0tTi0v0cvNTUnO8ZITYuVgz8wpKS7gEoQpK',
    '8rNT8/RKKgtSpdirwZxaLkmoXHJOZmpeCVRJaXFieqrQDkarBkYJkP+qDHUYcbnUipBLrQi41IpIl2qhujQzLy21KDUvORXiWj2w',
    'AfFgtcVcYkLMhnoGXPyZecUlRaW5qXklYPdwiXOJCrFyMSfll3DxFKcWlWUmp4LdCAgAAP//f9AHd9ABAAA=',
  ],
};
const given = {
  traces: {
    resourceSpans: [
      {
        resource: {
          attributes: [
            {
              key: 'service.name',
              value: {
                stringValue: 'bot',
              },
            },
            {
              key: 'service.namespace',
              value: {
                stringValue: 'apps',
              },
            },
          ],
        },
        scopeSpans: [
          {
            scope: {
              name: 'instrumentation',
              version: '1.0',
            },
            spans: [
              {
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203331',
                traceState: 'ot=th:8',
                name: 'chat qwen',
                kind: 3,
                startTimeUnixNano: '1790000000000000000',
                endTimeUnixNano: '1790000002000000000',
                attributes: [
                  {
                    key: 'gen_ai.operation.name',
                    value: {
                      stringValue: 'chat',
                    },
                  },
                  {
                    key: 'gen_ai.request.model',
                    value: {
                      stringValue: 'qwen',
                    },
                  },
                  {
                    key: 'gen_ai.usage.input_tokens',
                    value: {
                      intValue: '10',
                    },
                  },
                  {
                    key: 'gen_ai.response.time_to_first_chunk',
                    value: {
                      doubleValue: 0.5,
                    },
                  },
                ],
                events: [
                  {
                    name: 'exception',
                    timeUnixNano: '1790000001000000000',
                    attributes: [
                      {
                        key: 'exception.type',
                        value: {
                          stringValue: 'TimeoutError',
                        },
                      },
                      {
                        key: 'exception.message',
                        value: {
                          stringValue: 'a secret',
                        },
                      },
                    ],
                  },
                ],
                status: {
                  code: 2,
                  message: 'a secret',
                },
              },
            ],
          },
        ],
      },
    ],
  },
  metrics: {
    resourceMetrics: [
      {
        resource: {
          attributes: [
            {
              key: 'service.name',
              value: {
                stringValue: 'bot',
              },
            },
          ],
        },
        scopeMetrics: [
          {
            scope: {
              name: 'instrumentation',
              version: '1.0',
            },
            metrics: [
              {
                name: 'gen_ai.client.token.usage',
                unit: '{token}',
                histogram: {
                  aggregationTemporality: 2,
                  dataPoints: [
                    {
                      startTimeUnixNano: '1790000000000000000',
                      timeUnixNano: '1790000010000000000',
                      attributes: [
                        {
                          key: 'gen_ai.operation.name',
                          value: {
                            stringValue: 'chat',
                          },
                        },
                        {
                          key: 'gen_ai.request.model',
                          value: {
                            stringValue: 'qwen',
                          },
                        },
                        {
                          key: 'gen_ai.token.type',
                          value: {
                            stringValue: 'input',
                          },
                        },
                      ],
                      count: '3',
                      sum: 300.0,
                      bucketCounts: ['0', '1', '2'],
                      explicitBounds: [10.0, 100.0],
                    },
                  ],
                },
              },
              {
                name: 'gen_ai.client.inference.usage.input_tokens',
                unit: '{token}',
                sum: {
                  aggregationTemporality: 2,
                  isMonotonic: true,
                  dataPoints: [
                    {
                      startTimeUnixNano: '1790000000000000000',
                      timeUnixNano: '1790000010000000000',
                      attributes: [
                        {
                          key: 'gen_ai.operation.name',
                          value: {
                            stringValue: 'chat',
                          },
                        },
                        {
                          key: 'gen_ai.request.model',
                          value: {
                            stringValue: 'qwen',
                          },
                        },
                        {
                          key: 'gen_ai.token.type',
                          value: {
                            stringValue: 'input',
                          },
                        },
                      ],
                      asInt: '300',
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    ],
  },
};

const bytes = (parts: readonly string[]) =>
  gunzipSync(Buffer.from(parts.join(''), 'base64'));
const json = (value: object) => Buffer.from(JSON.stringify(value));
const names = [
  'gen_ai.operation.name',
  'gen_ai.request.model',
  'gen_ai.usage.input_tokens',
  'gen_ai.response.time_to_first_chunk',
  'gen_ai.token.type',
];

describe('what the Collector sends', () => {
  it('has the same calls as what it was given', () => {
    const wanted = {
      attributes: new Set(names),
      lists: [],
      resource: new Set(['service.name', 'service.namespace']),
      names: new Set<string>(),
    };
    const read = [...readProtobufSpans(bytes(sent.traces), wanted)];
    expect(read).toEqual([...readJsonSpans(json(given.traces), wanted)]);
    const [{ attributes, exception, resource }] = read;
    expect(Object.fromEntries(attributes)).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'qwen',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.response.time_to_first_chunk': 0.5,
    });
    expect(exception).toBe('TimeoutError');
    expect(resource.attributes.get('service.name')).toBe('bot');
  });

  it('has the same points of the same streams', () => {
    const wanted = {
      metric: () => true,
      attributes: new Set(names),
      labels: new Set<string>(),
      resource: new Set(['service.name']),
    };
    const read = [...readProtobufPoints(bytes(sent.metrics), wanted)];
    expect(read).toEqual([...readJsonPoints(json(given.metrics), wanted)]);
    expect(
      read.map(({ metric, value, sum }) => [metric.name, value, sum]),
    ).toEqual([
      ['gen_ai.client.token.usage', undefined, 300],
      ['gen_ai.client.inference.usage.input_tokens', 300, undefined],
    ]);
  });
});
