import { Dialect, text } from './Dialect';
import { genAiNames } from './names';

const RAW = 'raw_gen_ai_request';
/**
 * The proxy knows the key of each caller and the path that was called; in a program of its own the library knows neither. The
 * first is of the spans that it writes by default, the others of those that `LITELLM_OTEL_V2` turns on.
 */
const OF_PROXY = [
  'metadata.user_api_key_hash',
  'litellm.api_key.hash',
  'litellm.request.route',
];

/** The proxy of LiteLLM, and its library in a program. */
export const litellm: Dialect = {
  id: 'litellm',
  title: 'LiteLLM',
  checked:
    'the proxy of LiteLLM 1.108.7 with USE_OTEL_LITELLM_REQUEST_SPAN, and with LITELLM_OTEL_V2',
  recognises: ({ scope, attributes }) =>
    scope.name === 'litellm' ||
    attributes.get('gen_ai.framework') === 'litellm',
  isGateway: ({ name }) => name === 'litellm',
  // The span of the request to the provider repeats the one around it. Guardrails and the proxy's own work have no model.
  isCall: ({ name, attributes }) =>
    name !== RAW &&
    text(attributes, ['gen_ai.request.model']) !== '' &&
    text(attributes, ['gen_ai.operation.name', 'llm.request.type']) !== '',
  vantage: ({ attributes }) =>
    OF_PROXY.some(name => attributes.has(name)) ? 'gateway-log' : 'client-log',
  names: {
    ...genAiNames,
    operation: [...genAiNames.operation, 'llm.request.type'],
    consumer: [
      'metadata.user_api_key_team_alias',
      'litellm.team.alias',
      'metadata.user_api_key_team_id',
      'litellm.team.id',
    ],
    httpStatus: [...genAiNames.httpStatus, 'litellm.provider.error.code'],
  },
  cacheReads: 'included',
  // The names of its functions; each has a twin for asynchronous use.
  operations: {
    completion: 'chat',
    acompletion: 'chat',
    responses: 'chat',
    aresponses: 'chat',
    anthropic_messages: 'chat',
    text_completion: 'text_completion',
    atext_completion: 'text_completion',
    embedding: 'embeddings',
    aembedding: 'embeddings',
    rerank: 'rerank',
    arerank: 'rerank',
    image_generation: 'image_generation',
    aimage_generation: 'image_generation',
    speech: 'speech',
    aspeech: 'speech',
    transcription: 'transcription',
    atranscription: 'transcription',
    moderation: 'moderation',
    amoderation: 'moderation',
  },
  spanNames: [RAW],
  marks: ['gen_ai.framework', 'llm.request.type', ...OF_PROXY],
};
