import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import fc from 'fast-check';
import { Batch } from '../Batch';
import { readOtlpConfig } from '../config/readOtlpConfig';
import { readJsonPoints } from '../decode/jsonPoints';
import { PointMapper } from './mapPoints';
import { formsByMetric, plainName } from './seriesForms';
import { wantedOfPoints } from './wanted';

const now = Date.now();
const nano = (milliseconds: number) => `${Math.round(milliseconds)}000000`;
const times = {
  startTimeUnixNano: nano(now - 120_000),
  timeUnixNano: nano(now - 60_000),
};
const attributesOf = (values: Record<string, string | number>) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value:
      typeof value === 'number'
        ? { doubleValue: value }
        : { stringValue: value },
  }));

const counter = (
  name: string,
  value: number,
  attributes: Record<string, string | number> = {},
  change: object = {},
) => ({
  name,
  sum: {
    aggregationTemporality: 2,
    isMonotonic: true,
    dataPoints: [
      {
        ...times,
        asInt: String(value),
        attributes: attributesOf(attributes),
        ...change,
      },
    ],
  },
});
const histogram = (
  name: string,
  point: { bounds?: number[]; counts?: number[]; sum?: number },
  attributes: Record<string, string | number> = {},
  rest: object = {},
) => ({
  name,
  ...rest,
  histogram: {
    aggregationTemporality: 2,
    dataPoints: [
      {
        ...times,
        count: (point.counts ?? []).reduce((all, each) => all + each, 0),
        sum: point.sum,
        explicitBounds: point.bounds,
        bucketCounts: point.counts,
        attributes: attributesOf(attributes),
      },
    ],
  },
});

interface Mapped {
  readonly points: readonly (UsagePoint & { origin: UsageOrigin })[];
  readonly rejected: string;
}

function mapper(otlp: JsonObject = {}) {
  const config = readOtlpConfig(new ConfigReader({ llm: { otlp } }));
  const points = new PointMapper(config);
  return (
    metrics: readonly object[],
    resource: Record<string, string> = { 'service.name': 'bot' },
    scope = 'scope',
  ): Mapped => {
    const batch = new Batch<UsagePoint>();
    const body = {
      resourceMetrics: [
        {
          resource: { attributes: attributesOf(resource) },
          scopeMetrics: [{ scope: { name: scope }, metrics }],
        },
      ],
    };
    const read = readJsonPoints(
      Buffer.from(JSON.stringify(body)),
      wantedOfPoints(config),
    );
    for (const step of points.map(read, batch, now)) {
      expect(step).toBeUndefined();
    }
    return {
      points: [...batch.groups()].flatMap(({ origin, items }) =>
        items.map(point => ({ ...point, origin })),
      ),
      rejected: batch.describeRejected(),
    };
  };
}

const labels = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'llama-3.3-70b',
};
const usage = (type: string, sum: number, more = {}) =>
  histogram(
    'gen_ai.client.token.usage',
    { sum, bounds: [64], counts: [1, 1] },
    { ...labels, 'gen_ai.token.type': type, ...more },
    { unit: '{token}' },
  );

it('only input and output are tokens; cached ones are a part, others are parts of parts', () => {
  const { points, rejected } = mapper()([
    usage('input', 100),
    usage('output', 20),
    usage('reasoning', 15),
    usage('cache_creation_input', 5),
    usage('cached_input', 50),
  ]);
  expect(rejected).toBe('');
  expect(
    points.map(({ counts, histograms }) => ({ counts, histograms })),
  ).toEqual([
    { counts: { inputTokens: 100 }, histograms: {} },
    { counts: { outputTokens: 20 }, histograms: {} },
    { counts: { cachedInputTokens: 50 }, histograms: {} },
  ]);
  expect(points[0]).toMatchObject({
    origin: { source: 'bot', vantage: 'client' },
    temporality: 'cumulative',
    start: now - 120_000,
    at: now - 60_000,
    subject: { model: 'llama-3.3-70b', operation: 'chat', provider: 'openai' },
  });
  expect(new Set(points.map(({ stream }) => stream)).size).toBe(3);
});

const coming = [
  counter('gen_ai.client.inference.usage.input_tokens', 70, {
    ...labels,
    'gen_ai.token.modality': 'text',
  }),
  counter('gen_ai.client.inference.usage.input_tokens', 30, {
    ...labels,
    'gen_ai.token.modality': 'image',
  }),
  counter('gen_ai.client.inference.usage.output_tokens', 20, {
    ...labels,
    'gen_ai.token.modality': 'text',
  }),
  counter('gen_ai.client.inference.usage.cache_read.input_tokens', 10, labels),
  counter('gen_ai.client.inference.usage.reasoning.output_tokens', 9, labels),
];
const inputOf = ({ points }: Mapped) =>
  points.reduce((sum, { counts }) => sum + (counts.inputTokens ?? 0), 0);

it('of two forms of the same tokens the preferred one counts, in any order, and of whoever writes one that one', () => {
  const both = mapper();
  expect(inputOf(both([...coming, usage('input', 100)]))).toBe(100);
  expect(inputOf(both([usage('input', 100), ...coming]))).toBe(100);
  // Known from before: what is cut off from the rest is not counted beside it.
  expect(inputOf(both([usage('input', 100)]))).toBe(0);
  expect(
    inputOf(both([usage('input', 100)], { 'service.name': 'other' })),
  ).toBe(100);
  const { points } = mapper()(coming);
  expect(points.map(({ counts }) => counts)).toEqual([
    { inputTokens: 70 },
    { inputTokens: 30 },
    { outputTokens: 20 },
    { cachedInputTokens: 10 },
  ]);
});

it('durations count requests, what became of them, and how long the good ones took', () => {
  const duration = (error?: string, unit = 's', scale = 1) =>
    histogram(
      'gen_ai.client.operation.duration',
      { bounds: [0.5 * scale, 1 * scale], counts: [1, 2, 0], sum: 2 * scale },
      { ...labels, ...(error && { 'error.type': error }) },
      { unit },
    );
  const { points } = mapper()([
    duration(),
    duration('RateLimitError'),
    duration('500'),
    duration('CancelledError'),
    duration(undefined, 'ms', 1000),
  ]);
  const good = {
    counts: { requests: 3 },
    histograms: {
      'latency.end_to_end': { bounds: [0.5, 1], counts: [1, 2, 0], sum: 2 },
    },
  };
  expect(
    points.map(({ counts, histograms }) => ({ counts, histograms })),
  ).toEqual([
    good,
    { counts: { requests: 3, refused: 3 }, histograms: {} },
    { counts: { requests: 3, failed: 3 }, histograms: {} },
    { counts: { requests: 3, aborted: 3 }, histograms: {} },
    good,
  ]);
});

it.each([
  ['invoke_agent', []],
  ['execute_tool', []],
  ['tokenize', []],
  ['acompletion', ['chat']],
  ['embeddings', ['embeddings']],
])('what is called %s in metrics counts as %j', (name, operations) => {
  const { points, rejected } = mapper()([
    usage('input', 5, { 'gen_ai.operation.name': name }),
    histogram(
      'gen_ai.client.operation.duration',
      { bounds: [1], counts: [2, 0], sum: 1 },
      { ...labels, 'gen_ai.operation.name': name },
    ),
  ]);
  expect(rejected).toBe('');
  expect(points.map(({ subject }) => subject.operation)).toEqual([
    ...operations,
    ...operations,
  ]);
});

it.each([
  [{ 'service.name': 'ai-gateway' }, 'x', 'gateway'],
  [{ 'service.name': 'litellm' }, 'litellm', 'gateway'],
  [{ 'service.name': 'tgi' }, 'x', 'engine'],
])('who serves %o is no client', (resource, scope, vantage) => {
  const { points } = mapper()(
    [
      histogram(
        'gen_ai.server.request.duration',
        { bounds: [1], counts: [2, 0], sum: 1 },
        labels,
        { unit: 's' },
      ),
      histogram(
        'gen_ai.server.time_to_first_token',
        { bounds: [1], counts: [2, 0], sum: 1 },
        labels,
        { unit: 's' },
      ),
    ],
    resource,
    scope,
  );
  expect(
    points.map(({ origin, counts, histograms }) => [
      origin.vantage,
      counts.requests,
      Object.keys(histograms),
    ]),
  ).toEqual([
    [vantage, 2, ['latency.end_to_end']],
    [vantage, undefined, ['latency.time_to_first_token']],
  ]);
});

it('a gateway counts under the model that was asked for, and for its consumer', () => {
  const { points } = mapper()(
    [
      usage('input', 5, {
        'gen_ai.original.model': 'assistant',
        team: 'group:default/a',
      }),
    ],
    { 'service.name': 'ai-gateway' },
  );
  expect(points).toMatchObject([
    {
      subject: { model: 'assistant', consumer: 'group:default/a' },
      origin: { vantage: 'gateway' },
    },
  ]);
});

it('what a collector scraped from vLLM is read by the names of Prometheus', () => {
  const of = { model_name: 'qwen3-32b', engine: '0' };
  const { points } = mapper()(
    [
      counter('vllm:prompt_tokens_total', 500, of),
      counter('vllm:generation_tokens_total', 90, of),
      counter('vllm:request_success_total', 7, {
        ...of,
        finished_reason: 'stop',
      }),
      counter('vllm:request_success_total', 2, {
        ...of,
        finished_reason: 'abort',
      }),
      histogram(
        'vllm:time_to_first_token_seconds',
        { bounds: [0.1], counts: [3, 4], sum: 2 },
        of,
      ),
      // The router of the production stack has the same names without these labels.
      counter('vllm:prompt_tokens_total', 500, { server: 'x' }),
    ],
    { 'service.name': 'vllm', 'k8s.namespace.name': 'models' },
  );
  expect(
    points.map(({ counts, histograms }) => [counts, Object.keys(histograms)]),
  ).toEqual([
    [{ inputTokens: 500 }, []],
    [{ outputTokens: 90 }, []],
    [{ requests: 7 }, []],
    [{ requests: 2, aborted: 2 }, []],
    [{}, ['latency.time_to_first_token']],
  ]);
  for (const point of points) {
    expect(point).toMatchObject({
      origin: { vantage: 'engine' },
      subject: { model: 'qwen3-32b', namespace: 'models' },
    });
  }
});

it('points that cannot be right are rejected by number and reason, and others are none of its business', () => {
  const point = (change: object) =>
    counter('gen_ai.client.inference.usage.input_tokens', 1, {}, change);
  const bad = (bounds: number[], counts: number[]) =>
    histogram('gen_ai.client.operation.duration', { bounds, counts, sum: 1 });
  const { points, rejected } = mapper()([
    point({}),
    point({ startTimeUnixNano: undefined }),
    point({ timeUnixNano: nano(now + 3_600_000) }),
    point({ asInt: '-1' }),
    point({ asInt: undefined }),
    point({ flags: 1, asInt: undefined }),
    bad([1, 2], [1, 1]),
    bad([2, 1], [1, 1, 1]),
    {
      ...bad([1], [1, 1]),
      histogram: {
        aggregationTemporality: 2,
        dataPoints: [
          {
            ...times,
            count: 5,
            sum: 1,
            bucketCounts: [1, 1],
            explicitBounds: [1],
          },
        ],
      },
    },
    {
      name: 'gen_ai.client.operation.duration',
      histogram: {
        aggregationTemporality: 0,
        dataPoints: [{ ...times, count: 0 }],
      },
    },
    counter('jobs', 4),
    {
      name: 'vllm:num_requests_running',
      gauge: { dataPoints: [{ ...times, asInt: '4' }] },
    },
    {
      name: 'gen_ai.client.inference.usage.input_tokens',
      sum: {
        aggregationTemporality: 2,
        isMonotonic: false,
        dataPoints: [{ ...times, asInt: '4' }],
      },
    },
  ]);
  expect(points).toHaveLength(1);
  expect(rejected).toBe(
    '1 has no start or end, or ends before it starts; 1 ends more than 10 minutes in the future; 2 has no value, or one below zero; ' +
      '1 has not one bucket more than it has bounds; 1 has bounds that do not ascend; ' +
      '1 has buckets that do not add up to its number of observations; 1 has no temporality',
  );
});

it('the configuration says who a sender is', () => {
  const read = mapper({
    sources: [
      { match: { 'service.name': 'noise' }, ignore: true },
      {
        match: { 'service.name': 'bot' },
        name: 'Bot',
        place: 'gateway',
        sampled: true,
        modelAttribute: 'app.model',
        ignoreScopes: ['langchain'],
      },
    ],
  });
  expect(read([usage('input', 1)], { 'service.name': 'noise' }).points).toEqual(
    [],
  );
  expect(read([usage('input', 1)], undefined, 'langchain').points).toEqual([]);
  expect(
    read([usage('input', 1, { 'app.model': 'mine' })]).points,
  ).toMatchObject([
    {
      origin: { source: 'Bot', vantage: 'gateway', sampled: true },
      subject: { model: 'mine' },
      counts: { inputTokens: 1 },
    },
  ]);
});

it('exponential buckets get bounds that do not change, and hold what the sender observed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.002, max: 8000, noNaN: true }), {
        minLength: 1,
        maxLength: 50,
      }),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom('s', 'ms'),
      (values, scale, unit) => {
        const factor = unit === 'ms' ? 1000 : 1;
        const indexOf = (value: number) =>
          Math.ceil(Math.log2(value * factor) * 2 ** scale) - 1;
        const indices = values.map(indexOf);
        const offset = Math.min(...indices);
        const counts = new Array<number>(
          Math.max(...indices) - offset + 1,
        ).fill(0);
        indices.forEach(index => {
          counts[index - offset] += 1;
        });
        const { points, rejected } = mapper()([
          {
            name: 'gen_ai.client.operation.duration',
            unit,
            exponentialHistogram: {
              aggregationTemporality: 2,
              dataPoints: [
                {
                  ...times,
                  count: values.length,
                  sum: 1,
                  scale,
                  zeroCount: '0',
                  positive: { offset, bucketCounts: counts.map(String) },
                },
              ],
            },
          },
        ]);
        expect(rejected).toBe('');
        const { bounds, counts: buckets } =
          points[0].histograms['latency.end_to_end'];
        expect(bounds).toHaveLength(47);
        expect(buckets.reduce((sum, each) => sum + each, 0)).toBe(
          values.length,
        );
        // What lies at a bound may fall on either side, by how precise a logarithm is.
        bounds.forEach((bound, i) => {
          const upTo = buckets
            .slice(0, i + 1)
            .reduce((sum, each) => sum + each, 0);
          expect(upTo).toBeGreaterThanOrEqual(
            values.filter(each => each < bound * (1 - 1e-9)).length,
          );
          expect(upTo).toBeLessThanOrEqual(
            values.filter(each => each <= bound * (1 + 1e-9)).length,
          );
        });
      },
    ),
  );
});

it('buckets that are too coarse give no latency, but still count', () => {
  const { points } = mapper()([
    {
      name: 'gen_ai.client.operation.duration',
      exponentialHistogram: {
        aggregationTemporality: 1,
        dataPoints: [
          {
            ...times,
            count: 2,
            sum: 1,
            scale: 0,
            positive: { offset: 0, bucketCounts: [2] },
          },
        ],
      },
    },
  ]);
  expect(points).toMatchObject([
    { counts: { requests: 2 }, histograms: {}, temporality: 'delta' },
  ]);
});

it('every metric is known by the name that the conventions give it', () => {
  for (const name of [
    'gen_ai.client.token.usage',
    'gen_ai.client.operation.duration',
    'gen_ai.server.request.duration',
    'gen_ai.server.time_to_first_token',
    'gen_ai.server.time_per_output_token',
    'gen_ai.client.inference.usage.output_tokens',
    'gen_ai.client.response.time_to_first_token',
    'agentgateway_gen_ai_client_token_usage',
    'litellm_input_tokens_metric_total',
  ]) {
    expect(formsByMetric.get(plainName(name))?.length).toBeGreaterThan(0);
  }
});
