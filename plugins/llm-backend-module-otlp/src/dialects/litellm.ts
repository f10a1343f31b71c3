import { Dialect, text } from './Dialect';
import { genAiNames } from './names';

const RAW = 'raw_gen_ai_request';
/** The proxy knows the key of each caller; in a program of its own the library knows none. */
const KEY = 'metadata.user_api_key_hash';

/** The proxy of LiteLLM, and its library in a program. */
export const litellm: Dialect = {
  id: 'litellm',
  title: 'LiteLLM',
  checked:
    'litellm/integrations/opentelemetry.py and the page on OpenTelemetry of its documentation, October 2026',
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
    attributes.has(KEY) ? 'gateway-log' : 'client-log',
  names: {
    ...genAiNames,
    operation: [...genAiNames.operation, 'llm.request.type'],
    consumer: [
      'metadata.user_api_key_team_alias',
      'metadata.user_api_key_team_id',
    ],
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
  marks: ['gen_ai.framework', 'llm.request.type', KEY],
};
