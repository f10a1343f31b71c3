export * from './AuthorizedMeasuresService';
export * from './BaselineSource';
export * from './ConsumerVisibility';
export * from './MeasureEngines';
export * from './MeasuresService';
