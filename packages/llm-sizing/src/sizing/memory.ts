import { CopyCapacity } from './capacity';
import { Device, DeviceBudget } from './Device';
import { overheadTerms } from './overhead';
import { Range } from './Range';
import { StageMemory } from './stageMemory';
import { inGib } from './known';

/**
 * A part of the memory of a device.
 *
 * @public
 */
export interface MemoryAddend {
  /** Stable name, such as `weights` or `sampling`. */
  readonly name: string;
  /** In bytes. */
  readonly bytes: Range;
  /** How it was computed, for people. */
  readonly how: string;
}

/**
 * What fills the memory of a device of the fullest pipeline stage. Weights, KV cache and other add up to the budget: where
 * one is at its low value, another is at its high one.
 *
 * @public
 */
export interface MemoryEstimate {
  /** Memory of the device, partition or share, in bytes. */
  readonly deviceBytes: number;
  /** The part of it that the engine may fill, in bytes. */
  readonly budgetBytes: number;
  /** Weights, in bytes. */
  readonly weights: Range;
  /** What is left to remember requests in (KV cache), in bytes; negative where even the rest does not fit. */
  readonly kvCache: Range;
  /** Everything else, in bytes. */
  readonly other: Range;
  /** What weights and other consist of. */
  readonly addends: readonly MemoryAddend[];
  /** Which devices of a pipeline these are. */
  readonly stage: 'all' | 'first' | 'middle' | 'last';
}

export function describeMemory(options: {
  capacity: CopyCapacity;
  device: Device;
  budget: DeviceBudget;
}): MemoryEstimate {
  const { capacity, device, budget } = options;
  const { stage, available } = capacity;
  const weights = {
    low: stage.weights.low + stage.draft.low,
    high: stage.weights.high + stage.draft.high,
  };
  const other = {
    low: stage.other.low + budget.driver.low + budget.context.low,
    high: stage.other.high + budget.driver.high + budget.context.high,
  };
  return {
    deviceBytes: device.memoryBytes,
    budgetBytes: budget.bytes,
    weights,
    kvCache: available,
    other,
    addends: addendsOf(stage, budget),
    stage: placeOf(stage),
  };
}

function addendsOf(stage: StageMemory, budget: DeviceBudget): MemoryAddend[] {
  const { context } = stage;
  const { model, parallelism } = context;
  const devices = parallelism.tensorParallel * parallelism.pipelineParallel;
  const addends: MemoryAddend[] = [
    {
      name: 'weights',
      bytes: stage.weights,
      how:
        devices === 1
          ? model.weightsHow
          : `${model.weightsHow}; the share of one of ${devices} devices`,
    },
  ];
  if (stage.draft.high > 0) {
    addends.push({
      name: 'draft',
      bytes: stage.draft,
      how: 'weights of the model that guesses ahead',
    });
  }
  for (const term of overheadTerms) {
    const bytes = term.bytes(context);
    if (bytes.high > 0) {
      addends.push({ name: term.name, bytes, how: term.how(context) });
    }
  }
  addends.push({
    name: 'driver',
    bytes: budget.driver,
    how: 'memory that the driver reports but keeps, as measured',
  });
  if (budget.context.high > 0) {
    addends.push({
      name: 'context',
      bytes: budget.context,
      how: `a program's context on the device, beyond the ${inGib(
        Math.max(0, budget.leftBytes),
      )} that the engine leaves free`,
    });
  }
  return addends;
}

function placeOf({ context: { stage } }: StageMemory): MemoryEstimate['stage'] {
  if (stage.isFirst) {
    return stage.isLast ? 'all' : 'first';
  }
  return stage.isLast ? 'last' : 'middle';
}
