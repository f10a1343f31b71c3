import { SpanKind } from '@opentelemetry/api';
import { end, map, usual } from '../__testUtils__/mapSpans';
import { chat, SpanOptions } from '../__testUtils__/spans';

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
    title: 'the proxy of LiteLLM by the variable LITELLM_OTEL_V2',
    span: {
      name: 'chat qwen',
      kind: SpanKind.CLIENT,
      scope: 'litellm',
      resource: { 'service.name': 'litellm' },
      attributes: {
        'litellm.team.id': 't-1',
        'litellm.team.alias': 'search',
        'litellm.api_key.hash': '3fc923',
        'litellm.metadata.user_api_key_user_id': 'jo@example.com',
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'qwen',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.output_tokens': 20,
        'gen_ai.usage.cache_read.input_tokens': 30,
        'litellm.call_type': 'acompletion',
      },
    },
    source: 'litellm',
    vantage: 'gateway-log',
    subject: {
      model: 'qwen',
      operation: 'chat',
      provider: 'openai',
      consumer: 'search',
    },
    counts: {
      requests: 1,
      inputTokens: 100,
      outputTokens: 20,
      cachedInputTokens: 30,
    },
  },
  {
    title: 'a call that a provider refused, of the same',
    span: {
      name: 'chat broken',
      kind: SpanKind.CLIENT,
      scope: 'litellm',
      resource: { 'service.name': 'litellm' },
      error: 'a secret',
      attributes: {
        'litellm.request.route': '/v1/chat/completions',
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'broken',
        'error.type': 'InternalServerError',
        'litellm.provider.error.code': '429',
      },
    },
    source: 'litellm',
    vantage: 'gateway-log',
    subject: { model: 'broken', operation: 'chat' },
    counts: { requests: 1, refused: 1 },
    observations: {},
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
