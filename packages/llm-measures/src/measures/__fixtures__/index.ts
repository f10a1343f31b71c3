import { cost } from './cost';
import { devices } from './devices';
import { guardrails } from './guardrails';
import { latency } from './latency';
import { MeasureCase } from './MeasureCase';
import { traffic } from './traffic';

export const cases: readonly MeasureCase[] = [
  ...traffic,
  ...latency,
  ...cost,
  ...guardrails,
  ...devices,
];
