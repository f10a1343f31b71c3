export { llmApiFactory, llmApiRef } from './llmApiRef';
export type { LlmApi } from './llmApiRef';
