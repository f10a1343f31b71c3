export * from './AuthorizedSourcesService';
export * from './DefaultSourcesService';
export * from './GitOpsSourceReader';
export * from './MeasureEngineSourceReader';
export * from './SourcesService';
export * from './UsageIntakeSourceReader';
