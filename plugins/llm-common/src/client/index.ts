export * from './LlmClient';
export * from './LlmSource';
