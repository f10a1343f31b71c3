import { Attributes, SpanKind } from '@opentelemetry/api';
import { UsageCall, UsageOrigin } from '@modelyard/plugin-llm-node';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { encodeSpans } from '../__testUtils__/encodings';
import { chat, makeSpan, SpanOptions } from '../__testUtils__/spans';
import { Batch } from '../Batch';
import { readOtlpConfig } from '../config/readOtlpConfig';
import { readProtobufSpans } from '../decode/protobufSpans';
import { SpanMapper } from '../spans/mapSpans';
import { wantedOfSpans } from '../spans/wanted';

interface Mapped {
  readonly calls: readonly (UsageCall & { origin: UsageOrigin })[];
  readonly rejected: string;
}

function map(spans: readonly SpanOptions[], otlp: JsonObject = {}): Mapped {
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

const end = Date.now() - 60_000;
const usual = { end, milliseconds: 2000 };

describe.each<{
  title: string;
  span: SpanOptions;
  source?: string;
  vantage: string;
  subject: object;
  counts: object;
  observations?: object;
}>([
  {
    title: 'the conventions of today',
    span: {
      attributes: {
        ...chat,
        'gen_ai.usage.cache_read.input_tokens': 100,
        'gen_ai.response.time_to_first_chunk': 0.5,
        'modelyard.consumer': 'component:apps/bot',
      },
    },
    vantage: 'client-log',
    subject: {
      model: 'llama-3.3-70b',
      operation: 'chat',
      provider: 'openai',
      consumer: 'component:apps/bot',
    },
    counts: {
      requests: 1,
      inputTokens: 120,
      outputTokens: 40,
      cachedInputTokens: 100,
    },
    observations: {
      'latency.end_to_end': 2,
      'latency.time_to_first_token': 0.5,
      'latency.time_per_output_token': 1.5 / 39,
    },
  },
  {
    title: 'the conventions of 1.25, without an operation',
    span: {
      attributes: {
        'gen_ai.system': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.prompt_tokens': 7,
        'gen_ai.usage.completion_tokens': 3,
      },
    },
    vantage: 'client-log',
    subject: { model: 'gpt-4o', provider: 'openai' },
    counts: { requests: 1, inputTokens: 7, outputTokens: 3 },
  },
  {
    title: 'a cache whose reads are not among the tokens',
    span: {
      attributes: {
        ...chat,
        'gen_ai.usage.input_tokens': 20,
        'gen_ai.usage.cache_read.input_tokens': 300,
        'gen_ai.usage.cache_creation.input_tokens': 5,
      },
    },
    vantage: 'client-log',
    subject: {},
    counts: { inputTokens: 325, cachedInputTokens: 300 },
  },
  {
    title: 'a server that serves a model',
    span: {
      kind: SpanKind.SERVER,
      attributes: chat,
      resource: {
        'service.name': 'tgi',
        'k8s.namespace.name': 'models',
        'k8s.cluster.name': 'fra-1',
        'k8s.pod.label.modelyard.dev/deployment': 'prod',
        'modelyard.version': 'v1',
      },
    },
    source: 'tgi',
    vantage: 'engine-log',
    subject: {
      namespace: 'models',
      cluster: 'fra-1',
      deployment: 'prod',
      version: 'v1',
    },
    counts: { requests: 1 },
  },
  {
    title: 'OpenInference, embeddings',
    span: {
      kind: SpanKind.INTERNAL,
      attributes: {
        'openinference.span.kind': 'EMBEDDING',
        'embedding.model_name': 'bge-m3',
        'llm.provider': 'openai',
        'llm.token_count.prompt': 12,
        'embedding.embeddings.0.embedding.text': 'a secret',
        'embedding.embeddings.1.embedding.text': 'another',
      },
    },
    vantage: 'client-log',
    subject: { model: 'bge-m3', operation: 'embeddings', provider: 'openai' },
    counts: { requests: 1, inputTokens: 12, texts: 2 },
  },
  {
    title: 'OpenInference, a reranker',
    span: {
      attributes: {
        'openinference.span.kind': 'RERANKER',
        'reranker.model_name': 'bge-reranker',
        ...Object.fromEntries(
          Array.from({ length: 11 }, (_, i) => [
            `reranker.input_documents.${i}.document.content`,
            'a secret',
          ]),
        ),
      },
    },
    vantage: 'client-log',
    subject: { model: 'bge-reranker', operation: 'rerank' },
    counts: { requests: 1, documents: 11 },
  },
  {
    title: 'OpenLLMetry',
    span: {
      attributes: {
        'llm.request.type': 'completion',
        'gen_ai.system': 'Anthropic',
        'gen_ai.request.model': 'claude',
        'gen_ai.usage.prompt_tokens': 9,
        'gen_ai.usage.completion_tokens': 4,
        'gen_ai.usage.cache_read_input_tokens': 2,
      },
    },
    vantage: 'client-log',
    subject: { model: 'claude', operation: 'text_completion' },
    counts: { inputTokens: 9, outputTokens: 4, cachedInputTokens: 2 },
  },
  {
    title: 'the proxy of LiteLLM',
    span: {
      name: 'Received Proxy Server Request',
      kind: SpanKind.SERVER,
      scope: 'litellm',
      resource: { 'service.name': 'litellm' },
      attributes: {
        'gen_ai.framework': 'litellm',
        'gen_ai.operation.name': 'acompletion',
        'gen_ai.system': 'azure',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.input_tokens': 11,
        'gen_ai.usage.output_tokens': 6,
        'metadata.user_api_key_hash': '88dc28',
        'metadata.user_api_key_team_alias': 'support',
        'metadata.user_api_key_user_id': 'jane',
      },
    },
    source: 'litellm',
    vantage: 'gateway-log',
    subject: {
      model: 'gpt-4o',
      operation: 'chat',
      provider: 'azure',
      consumer: 'support',
    },
    counts: { requests: 1, inputTokens: 11, outputTokens: 6 },
  },
  {
    title: 'the library of LiteLLM in a program',
    span: {
      name: 'litellm_request',
      scope: 'litellm',
      attributes: {
        'gen_ai.operation.name': 'aembedding',
        'gen_ai.request.model': 'bge-m3',
        'gen_ai.usage.input_tokens': 5,
      },
    },
    vantage: 'client-log',
    subject: { model: 'bge-m3', operation: 'embeddings' },
    counts: { requests: 1, inputTokens: 5 },
  },
  {
    title: 'Envoy AI Gateway in the names of OpenInference',
    span: {
      kind: SpanKind.INTERNAL,
      scope: 'envoyproxy/ai-gateway',
      resource: { 'service.name': 'ai-gateway' },
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.system': 'openai',
        'llm.model_name': 'llama-3.3-70b',
        'llm.token_count.prompt': 50,
        'llm.token_count.completion': 11,
        'llm.token_count.prompt_details.cache_read': 30,
        'input.value': 'a secret',
        team: 'group:default/support',
      },
      events: [{ name: 'First Token Stream Event', at: end - 1500 }],
    },
    source: 'ai-gateway',
    vantage: 'gateway-log',
    subject: {
      model: 'llama-3.3-70b',
      operation: 'chat',
      provider: 'openai',
      consumer: 'group:default/support',
    },
    counts: { inputTokens: 50, outputTokens: 11, cachedInputTokens: 30 },
    observations: {
      'latency.end_to_end': 2,
      'latency.time_to_first_token': 0.5,
      'latency.time_per_output_token': 0.15,
    },
  },
  {
    title: 'Envoy AI Gateway in the names of OpenTelemetry',
    span: {
      scope: 'envoyproxy/ai-gateway',
      resource: { 'service.name': 'ai-gateway' },
      attributes: chat,
    },
    source: 'ai-gateway',
    vantage: 'gateway-log',
    subject: { model: 'llama-3.3-70b', operation: 'chat' },
    counts: { inputTokens: 120, outputTokens: 40 },
  },
  {
    title: 'agentgateway, with a request that it refused',
    span: {
      kind: SpanKind.SERVER,
      resource: { 'service.name': 'agentgateway' },
      attributes: { ...chat, 'http.status': 429, 'jwt.sub': 'jane' },
    },
    source: 'agentgateway',
    vantage: 'gateway-log',
    subject: { model: 'llama-3.3-70b' },
    counts: { requests: 1, refused: 1 },
    observations: {},
  },
  {
    title: 'vLLM',
    span: {
      name: 'llm_request',
      kind: SpanKind.SERVER,
      scope: 'vllm.llm_engine',
      resource: { 'service.name': 'qwen', 'k8s.namespace.name': 'models' },
      attributes: {
        'gen_ai.response.model': 'qwen3-32b',
        'gen_ai.request.id': 'cmpl-1',
        'gen_ai.usage.prompt_tokens': 500,
        'gen_ai.usage.completion_tokens': 21,
        'gen_ai.latency.time_in_queue': 0.01,
        'gen_ai.latency.time_to_first_token': 0.25,
        'gen_ai.latency.e2e': 1.25,
      },
    },
    source: 'qwen',
    vantage: 'engine-log',
    subject: { model: 'qwen3-32b', namespace: 'models' },
    counts: { requests: 1, inputTokens: 500, outputTokens: 21 },
    observations: {
      'requests.queue_time': 0.01,
      'latency.time_to_first_token': 0.25,
      'latency.end_to_end': 1.25,
      'latency.time_per_output_token': 0.05,
    },
  },
  {
    title: 'speech, in units that no convention has',
    span: {
      attributes: {
        'gen_ai.operation.name': 'speech',
        'gen_ai.request.model': 'tts',
        'modelyard.characters': 300,
        'modelyard.audio_seconds': 20,
        'gen_ai.response.time_to_first_chunk': 0.2,
      },
    },
    vantage: 'client-log',
    subject: { operation: 'speech' },
    counts: { requests: 1, characters: 300, audioSeconds: 20 },
    observations: {
      'latency.end_to_end': 2,
      'latency.first_audio': 0.2,
      'latency.real_time_factor': 0.1,
    },
  },
])('$title', ({ span, source = 'bot', vantage, ...expected }) => {
  it('is read as one call', () => {
    const { calls, rejected } = map([{ ...usual, ...span }]);
    expect(rejected).toBe('');
    expect(calls).toHaveLength(1);
    const [{ subject, counts, observations, origin, at }] = calls;
    expect(origin).toEqual({ source, vantage });
    expect(at).toBe(end);
    expect(subject).toMatchObject(expected.subject);
    expect(counts).toMatchObject(expected.counts);
    const rounded = (each: object) =>
      Object.fromEntries(
        Object.entries(each).map(([name, value]) => [
          name,
          Number(Number(value).toFixed(6)),
        ]),
      );
    expect(rounded(observations)).toEqual(
      rounded(expected.observations ?? { 'latency.end_to_end': 2 }),
    );
  });
});

it.each<[string, SpanOptions]>([
  [
    'an agent',
    { attributes: { ...chat, 'gen_ai.operation.name': 'invoke_agent' } },
  ],
  [
    'a tool',
    { attributes: { ...chat, 'gen_ai.operation.name': 'execute_tool' } },
  ],
  [
    'a workflow',
    { attributes: { ...chat, 'gen_ai.operation.name': 'invoke_workflow' } },
  ],
  [
    'a retrieval',
    { attributes: { ...chat, 'gen_ai.operation.name': 'retrieval' } },
  ],
  [
    'counting tokens',
    { attributes: { ...chat, 'gen_ai.operation.name': 'tokenize' } },
  ],
  [
    'a chain of OpenInference',
    {
      attributes: {
        'openinference.span.kind': 'CHAIN',
        'llm.token_count.prompt': 5,
      },
    },
  ],
  [
    'an agent of OpenInference',
    {
      attributes: {
        'openinference.span.kind': 'AGENT',
        'llm.model_name': 'x',
        'llm.token_count.prompt': 5,
      },
    },
  ],
  [
    'a workflow of Traceloop',
    {
      attributes: {
        'traceloop.span.kind': 'workflow',
        'gen_ai.request.model': 'x',
        'gen_ai.usage.input_tokens': 4,
      },
    },
  ],
  [
    'the inner request of LiteLLM',
    {
      name: 'raw_gen_ai_request',
      scope: 'litellm',
      attributes: { ...chat, 'gen_ai.operation.name': 'acompletion' },
    },
  ],
  [
    'a guardrail of LiteLLM',
    {
      name: 'pii',
      scope: 'litellm',
      attributes: { 'metadata.user_api_key_hash': 'x' },
    },
  ],
  ['a request of HTTP', { attributes: { 'http.request.method': 'POST' } }],
  [
    'a model without tokens or operation',
    { attributes: { 'gen_ai.request.model': 'x' } },
  ],
])('%s is no call, and not wrong', (_, span) => {
  expect(map([{ ...usual, ...span }])).toEqual({ calls: [], rejected: '' });
});

it('what a person is called by never becomes a consumer', () => {
  const consumers = [
    'user:default/jane',
    'jane@example.com',
    'a\nb',
    'x'.repeat(201),
    'bot',
  ];
  const { calls } = map(
    consumers.map(team => ({
      ...usual,
      attributes: { ...chat, team, 'user.id': 'jane', 'enduser.id': 'jane' },
    })),
  );
  expect(calls.map(({ subject }) => subject.consumer)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'bot',
  ]);
});

it('spans that cannot be right are rejected by number and reason', () => {
  const { calls, rejected } = map([
    { ...usual },
    { ...usual, traceId: '0'.repeat(32) },
    { ...usual, spanId: '0'.repeat(16) },
    { end: Date.now() + 3_600_000 },
    { ...usual, milliseconds: -5 },
    { ...usual, attributes: { ...chat, 'gen_ai.usage.input_tokens': -1 } },
    { ...usual, attributes: { ...chat, 'gen_ai.usage.output_tokens': 1e12 } },
  ]);
  expect(calls).toHaveLength(1);
  expect(rejected).toBe(
    '2 has no valid trace id or span id; 1 ends more than 10 minutes in the future; 1 has no end, or one before its start; ' +
      '1 has a number that cannot be for gen_ai.usage.input_tokens; 1 has a number that cannot be for gen_ai.usage.output_tokens',
  );
});

it('the configuration says who a sender is', () => {
  const sources = [
    { match: { 'service.name': 'noise' }, ignore: true },
    {
      match: { 'service.name': 'bot', 'deployment.environment': 'prod' },
      name: 'The bot',
      place: 'gateway',
      sampled: true,
      consumerAttribute: 'app.team',
      modelAttribute: 'app.model',
      cacheReads: 'beside',
      ignoreScopes: ['langchain'],
    },
  ];
  const resource = {
    'service.name': 'bot',
    'deployment.environment': 'prod',
    'app.team': 'group:default/of-resource',
  };
  const { calls } = map(
    [
      { ...usual, resource: { 'service.name': 'noise' } },
      { ...usual, resource, scope: 'langchain' },
      {
        ...usual,
        resource,
        attributes: {
          ...chat,
          'app.model': 'mine',
          team: 'x',
          'gen_ai.usage.cache_read.input_tokens': 10,
        },
      },
      { ...usual, resource: { 'service.name': 'bot' } },
    ],
    { sources },
  );
  expect(
    calls.map(({ origin, subject, counts }) => ({
      origin,
      model: subject.model,
      consumer: subject.consumer,
      inputTokens: counts.inputTokens,
    })),
  ).toEqual([
    {
      origin: { source: 'The bot', vantage: 'gateway-log', sampled: true },
      model: 'mine',
      consumer: 'group:default/of-resource',
      inputTokens: 130,
    },
    {
      origin: { source: 'bot', vantage: 'client-log' },
      model: 'llama-3.3-70b',
      consumer: undefined,
      inputTokens: 120,
    },
  ]);
});

const tokens = fc.nat(1_000_000);
const writers = [
  {
    mark: { 'gen_ai.operation.name': 'chat' },
    input: 'gen_ai.usage.input_tokens',
    output: 'gen_ai.usage.output_tokens',
  },
  {
    mark: { 'gen_ai.operation.name': 'chat' },
    input: 'gen_ai.usage.prompt_tokens',
    output: 'gen_ai.usage.completion_tokens',
  },
  {
    mark: { 'openinference.span.kind': 'LLM' },
    input: 'llm.token_count.prompt',
    output: 'llm.token_count.completion',
  },
];
const anyChat = fc
  .record({
    input: tokens,
    output: tokens,
    writer: fc.constantFrom(...writers),
    sampled: fc.boolean(),
  })
  .map(({ input, output, writer, sampled }) => {
    const attributes: Attributes = {
      ...writer.mark,
      [writer.input]: input,
      [writer.output]: output,
    };
    return {
      input,
      output,
      span: { ...usual, attributes, ...(sampled && { traceState: 'ot=th:8' }) },
      sampled,
    };
  });

it('no token is lost or made up, and sampled calls stand apart', () => {
  fc.assert(
    fc.property(fc.array(anyChat, { maxLength: 20 }), chats => {
      const { calls } = map(chats.map(({ span }) => span));
      const sum = (list: readonly (number | undefined)[]) =>
        list.reduce<number>((all, each) => all + (each ?? 0), 0);
      expect(calls).toHaveLength(chats.length);
      expect(new Set(calls.map(({ id }) => id)).size).toBe(chats.length);
      expect(sum(calls.map(({ counts }) => counts.inputTokens))).toBe(
        sum(chats.map(({ input }) => input)),
      );
      expect(sum(calls.map(({ counts }) => counts.outputTokens))).toBe(
        sum(chats.map(({ output }) => output)),
      );
      expect(calls.filter(({ origin }) => origin.sampled)).toHaveLength(
        chats.filter(({ sampled }) => sampled).length,
      );
    }),
  );
});
