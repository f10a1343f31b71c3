export { llmCards } from './cards';
export type { LlmCardItem } from './LlmCardItem';
