import {
  now,
  counter,
  histogram,
  mapper,
  labels,
  usage,
  Mapped,
} from '../__testUtils__/metrics';

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
    counts: { requests: 3, failed: 0 },
    histograms: {
      'latency.end_to_end': { bounds: [0.5, 1], counts: [1, 2, 0], sum: 2 },
    },
  };
  expect(
    points.map(({ counts, histograms }) => ({ counts, histograms })),
  ).toEqual([
    good,
    { counts: { requests: 3, failed: 0, refused: 3 }, histograms: {} },
    { counts: { requests: 3, failed: 3 }, histograms: {} },
    { counts: { requests: 3, failed: 0, aborted: 3 }, histograms: {} },
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
  expect(points.map(({ subject }) => subject.model)).toEqual([
    'llama-3.3-70b',
    'llama-3.3-70b',
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
    [{ requests: 7, failed: 0, aborted: 0 }, []],
    [{ requests: 2, failed: 0, aborted: 2 }, []],
    [{}, ['latency.time_to_first_token']],
  ]);
  for (const point of points) {
    expect(point).toMatchObject({
      origin: { vantage: 'engine' },
      subject: { model: 'qwen3-32b', namespace: 'models' },
    });
  }
});
