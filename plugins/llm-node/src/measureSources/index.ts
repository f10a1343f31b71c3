export * from './extensions';
export * from './MeasureEngine';
export * from './MeasureEngineError';
