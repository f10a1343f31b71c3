export { llmFields } from './fields';
export type { LlmFieldItem, LlmFieldProps } from './LlmFieldItem';
