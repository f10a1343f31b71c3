import { AttributeNames } from './Dialect';

/**
 * Names of the conventions of OpenTelemetry for generative AI, of all ages, and those of the conventions for HTTP and gRPC.
 * What they have no names for, a program can say in attributes that begin with `modelyard.`.
 */
export const genAiNames: AttributeNames = {
  model: ['gen_ai.request.model', 'gen_ai.response.model'],
  operation: ['gen_ai.operation.name'],
  provider: ['gen_ai.provider.name', 'gen_ai.system'],
  inputTokens: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
  outputTokens: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
  ],
  cachedInputTokens: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.cached_input_tokens',
    'gen_ai.usage.cached_tokens',
  ],
  cacheWrittenTokens: [
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
  ],
  timeToFirstToken: [
    { name: 'gen_ai.response.time_to_first_chunk', scale: 1 },
    { name: 'gen_ai.server.time_to_first_token', scale: 1 },
  ],
  endToEnd: [],
  queueTime: [],
  errorType: ['error.type'],
  httpStatus: ['http.response.status_code', 'http.status_code'],
  grpcStatus: ['rpc.grpc.status_code'],
  images: ['modelyard.images'],
  audioSeconds: ['modelyard.audio_seconds'],
  characters: ['modelyard.characters'],
  texts: ['modelyard.texts'],
  documents: ['modelyard.documents'],
  consumer: [],
};

/** Names of the conventions of OpenInference. */
export const openInferenceNames: AttributeNames = {
  ...genAiNames,
  model: ['llm.model_name', 'embedding.model_name', 'reranker.model_name'],
  operation: ['openinference.span.kind'],
  provider: ['llm.provider', 'llm.system'],
  inputTokens: ['llm.token_count.prompt'],
  outputTokens: ['llm.token_count.completion'],
  cachedInputTokens: [
    'llm.token_count.prompt_details.cache_read',
    'llm.token_count.prompt_details.cache_input',
  ],
  cacheWrittenTokens: ['llm.token_count.prompt_details.cache_write'],
  texts: [...genAiNames.texts, 'embedding.embeddings.'],
  documents: [...genAiNames.documents, 'reranker.input_documents.'],
};

/** Names of both, those of the first before those of the second. */
export function bothNames(
  first: AttributeNames,
  second: AttributeNames,
): AttributeNames {
  const joined: Record<string, readonly unknown[]> = {};
  for (const key of Object.keys(first)) {
    const name = key as keyof AttributeNames;
    joined[name] = [
      ...first[name],
      ...second[name].filter(
        each =>
          !first[name].some(
            other => JSON.stringify(other) === JSON.stringify(each),
          ),
      ),
    ];
  }
  return { ...first, ...joined };
}
