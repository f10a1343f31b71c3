export * from './ConsumerHoldings';
export * from './ConsumerView';
export * from './ConsumerVisibility';
export * from './registerLlmEntities';
