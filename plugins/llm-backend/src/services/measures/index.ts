export * from './MeasureEngines';
