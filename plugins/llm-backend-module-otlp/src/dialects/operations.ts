/**
 * Kinds of calls to a model, by every name that a dialect has for them. What is not in it (agents, tools, workflows,
 * retrieval, counting tokens) is no call that a model served.
 */
const operations: Readonly<Record<string, string>> = {
  chat: 'chat',
  messages: 'chat',
  responses: 'chat',
  chat_completion: 'chat',
  'chat.completions': 'chat',
  llm: 'chat',
  completion: 'text_completion',
  text_completion: 'text_completion',
  generate_content: 'generate_content',
  embedding: 'embeddings',
  embeddings: 'embeddings',
  rerank: 'rerank',
  reranker: 'rerank',
  image: 'image_generation',
  image_generation: 'image_generation',
  image_edit: 'image_generation',
  speech: 'speech',
  text_to_speech: 'speech',
  transcription: 'transcription',
  translation: 'translation',
  moderation: 'moderation',
};

/** The kind of call that a name stands for; undefined where it is none. */
export function operationOf(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(operations, key) ? operations[key] : undefined;
}
