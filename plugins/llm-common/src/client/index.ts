export * from './LlmClient';
export * from './LlmChange';
export * from './LlmSource';
export * from './LlmModelInspection';
