export * from './AuthorizedSourcesService';
export * from './DefaultSourcesService';
export * from './GitOpsSourceReader';
export * from './MeasureEngineSourceReader';
export { measuresOnEngine } from './restingMeasures';
export * from './SourcesService';
export * from './UsageIntakeSourceReader';
