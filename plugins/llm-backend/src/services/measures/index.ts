export type { BaselineSource } from './BaselineSource';
export { readMeasuresConfig } from './config/MeasuresConfig';
export type { MeasuresConfig } from './config/MeasuresConfig';
export { createMeasures } from './createMeasures';
export { MeasureEngines } from './MeasureEngines';
export type { MeasuresService } from './MeasuresService';
