export * from './LlmClient';
export * from './LlmChange';
export * from './LlmChangeCheck';
export * from './LlmChangePreview';
export * from './LlmSource';
export * from './LlmModelInspection';
export * from './LlmDrift';
