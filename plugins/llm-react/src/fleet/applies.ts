import {
  taskUnits,
  type ModelTask,
  type TaskUnits,
} from '@modelyard/plugin-llm-common';
import type { ModelRow } from './rowTypes';

/** Undefined for a task that nobody has told us the units of. */
function unitsOf({ task }: ModelRow): TaskUnits | undefined {
  return task !== undefined && Object.hasOwn(taskUnits, task)
    ? taskUnits[task as ModelTask]
    : undefined;
}

/**
 * Whether a price per output token means something for a model. It does not
 * where the task has none, nor where the model is sold by another unit only.
 */
export function outputPriceApplies(row: ModelRow): boolean {
  const soldOtherwise = row.otherPrices.length > 0 && !row.inputPrice;
  return (
    !soldOtherwise &&
    (unitsOf(row)?.priceKeys.includes('perMillionOutputTokens') ?? true)
  );
}

/** Whether a model's answer has a first token that one could wait for. */
export function firstTokenApplies(row: ModelRow): boolean {
  return unitsOf(row)?.sloKeys.includes('ttftP95') ?? true;
}
