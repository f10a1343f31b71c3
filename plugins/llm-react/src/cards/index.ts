export { llmCards, llmUsageFilter } from './cards';
export type { LlmCardItem } from './LlmCardItem';
