import { Attributes } from '@opentelemetry/api';
import fc from 'fast-check';
import { map, usual } from '../__testUtils__/mapSpans';
import { chat, SpanOptions } from '../__testUtils__/spans';

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
