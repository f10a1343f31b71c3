import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { UsageLedger } from './UsageLedger';

/**
 * What takes in usage that others report.
 *
 * @public
 */
export interface UsageIntake {
  /** What people know it by; unique among all intakes. */
  readonly name: string;
  /** Called once, as soon as there is a ledger to write to. */
  start(ledger: UsageLedger): void;
}

/**
 * Takes intakes of usage.
 *
 * @public
 */
export interface LlmUsageExtensionPoint {
  /**
   * Adds intakes. They are shown among the data sources in the order in which they were added.
   *
   * @throws ConflictError where there is an intake of that name already
   */
  addIntake(...intakes: UsageIntake[]): void;

  /**
   * Says that some of what intakes take in is made up, for a demo. It is shown among the data sources.
   *
   * @param names - Those of the intakes, also of such that are added later
   */
  markDemo(...names: string[]): void;
}

/**
 * Where modules of the llm plugin add intakes of usage.
 *
 * @public
 */
export const llmUsageExtensionPoint =
  createExtensionPoint<LlmUsageExtensionPoint>({ id: 'llm.usage' });
