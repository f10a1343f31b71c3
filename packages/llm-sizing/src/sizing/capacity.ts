import { DeviceBudget } from './Device';
import { runningBytes, startupBytes, stepBytes } from './kvRequest';
import { Range } from './Range';
import { StageMemory } from './stageMemory';

/** How many requests one copy of a model holds on a kind of device. */
export interface CopyCapacity {
  /** The stage with the least room. */
  readonly stage: StageMemory;
  /** What is left for requests on each of its devices, in bytes; negative where even weights and overhead do not fit. */
  readonly available: Range;
  /** Requests of typical length at the same time. */
  readonly requests: Range;
  /** Whether one request of the longest length fits, at the high and at the low overhead. */
  readonly holdsLongest: boolean;
  readonly mayHoldLongest: boolean;
}

/** What requests of two lengths need of a pipeline stage, in bytes for each device, whatever the device. */
export interface StageNeeds {
  readonly stage: StageMemory;
  /** A running request of typical length, and besides them what a step works with. */
  readonly running: Range;
  readonly step: Range;
  /** The longest request at the engine's start. */
  readonly longest: Range;
}

/** Computes what requests need of each stage, once for all devices on which it may run. */
export function needsOf(
  stages: readonly StageMemory[],
  lengths: {
    /** Tokens of a typical request. */
    typicalTokens: number;
    /** Tokens of the longest request. */
    longestTokens: number;
  },
): readonly StageNeeds[] {
  const { typicalTokens: tokens, longestTokens } = lengths;
  return stages.map(stage => {
    const { demand, context } = stage;
    const { low, high } = context.batching.tokens;
    return {
      stage,
      running: {
        low: runningBytes(demand, tokens, 'low'),
        high: runningBytes(demand, tokens, 'high'),
      },
      // A step reads no more of a prompt than it is long.
      step: {
        low: stepBytes(demand, Math.min(low, tokens), 'low'),
        high: stepBytes(demand, Math.min(high, tokens), 'high'),
      },
      longest: {
        low: longestBytes(stage, longestTokens, 'low'),
        high: longestBytes(stage, longestTokens, 'high'),
      },
    };
  });
}

/**
 * Computes how many requests one copy holds; the fullest stage counts.
 *
 * @param needs - of each stage, of which there is at least one
 */
export function copyCapacity(
  needs: readonly StageNeeds[],
  budget: DeviceBudget,
): CopyCapacity {
  let fullest: StageMemory | undefined;
  let availableLow = Infinity;
  let availableHigh = Infinity;
  let low = Infinity;
  let high = Infinity;
  let holdsLongest = true;
  let mayHoldLongest = true;
  for (const { stage, running, step, longest } of needs) {
    const { seqs } = stage.context.batching;
    const least = leastAvailable(stage, budget);
    const most = mostAvailable(stage, budget);
    // Where more is needed, fewer requests fit.
    const surely = requestsIn(least, running.high, step.high, seqs.low);
    const perhaps = requestsIn(most, running.low, step.low, seqs.high);
    holdsLongest &&= holds(least, longest.high);
    mayHoldLongest &&= holds(most, longest.low);
    high = Math.min(high, perhaps);
    if (!fullest || surely < low || (surely === low && least < availableLow)) {
      fullest = stage;
      low = surely;
      availableLow = least;
      availableHigh = most;
    }
  }
  return {
    stage: fullest ?? needs[0].stage,
    available: { low: availableLow, high: availableHigh },
    requests: { low, high },
    holdsLongest,
    mayHoldLongest,
  };
}

function leastAvailable(
  { weights, draft, other }: StageMemory,
  { bytes, driver, context }: DeviceBudget,
): number {
  return (
    bytes - driver.high - context.high - weights.high - draft.high - other.high
  );
}

function mostAvailable(
  { weights, draft, other }: StageMemory,
  { bytes, driver, context }: DeviceBudget,
): number {
  return bytes - driver.low - context.low - weights.low - draft.low - other.low;
}

function requestsIn(
  available: number,
  running: number,
  step: number,
  seqs: number,
): number {
  if (available < 0) {
    return 0;
  }
  return running === 0
    ? seqs
    : Math.max(0, Math.min(seqs, Math.floor((available - step) / running)));
}

function longestBytes(
  { demand, context: { batching } }: StageMemory,
  tokens: number,
  side: 'low' | 'high',
): number {
  return startupBytes(demand, tokens, batching.tokens[side], side);
}

function holds(available: number, needed: number): boolean {
  return available >= 0 && needed <= available;
}

/**
 * The longest request that one copy holds, in tokens, at the low and at the high estimate; never more than `limit`.
 */
export function longestContext(options: {
  stages: readonly StageMemory[];
  budget: DeviceBudget;
  limit: number;
}): Range {
  const { stages, budget } = options;
  const least = stages.map(stage => leastAvailable(stage, budget));
  const most = stages.map(stage => mostAvailable(stage, budget));
  return {
    low: longestAt({ ...options, available: least, side: 'high' }),
    high: longestAt({ ...options, available: most, side: 'low' }),
  };
}

function longestAt(options: {
  stages: readonly StageMemory[];
  /** Bytes that are left on the devices of each stage. */
  available: readonly number[];
  limit: number;
  /** Of what is needed: where that is high, only shorter requests fit. */
  side: 'low' | 'high';
}): number {
  const { stages, available, limit, side } = options;
  const fits = (tokens: number) => {
    for (let i = 0; i < stages.length; i += 1) {
      if (!holds(available[i], longestBytes(stages[i], tokens, side))) {
        return false;
      }
    }
    return true;
  };
  if (fits(limit)) {
    return limit;
  }
  let fitting = 0;
  let failing = limit;
  while (failing - fitting > 1) {
    const middle = Math.floor((fitting + failing) / 2);
    if (fits(middle)) {
      fitting = middle;
    } else {
      failing = middle;
    }
  }
  return fitting;
}
