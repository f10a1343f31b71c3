export type { BaselinesService } from './BaselinesService';
export { createBaselines } from './createBaselines';
