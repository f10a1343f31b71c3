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

const NOTHING: Range = { low: 0, high: 0 };

/** Computes how many requests one copy holds; the fullest stage counts. */
export function copyCapacity(options: {
  stages: readonly StageMemory[];
  budget: DeviceBudget;
  /** Tokens of a typical request. */
  typicalTokens: number;
  /** Tokens of the longest request. */
  longestTokens: number;
}): CopyCapacity {
  const { stages, budget, typicalTokens, longestTokens } = options;
  let fullest: CopyCapacity | undefined;
  let holdsLongest = true;
  let mayHoldLongest = true;
  for (const stage of stages) {
    const available = availableBytes(stage, budget);
    const requests = requestsIn(stage, available, typicalTokens);
    holdsLongest &&= holds(stage, available.low, longestTokens, 'high');
    mayHoldLongest &&= holds(stage, available.high, longestTokens, 'low');
    if (
      !fullest ||
      requests.low < fullest.requests.low ||
      (requests.low === fullest.requests.low &&
        available.low < fullest.available.low)
    ) {
      fullest = {
        stage,
        available,
        requests: {
          low: requests.low,
          high: Math.min(requests.high, fullest?.requests.high ?? Infinity),
        },
        holdsLongest,
        mayHoldLongest,
      };
    } else if (requests.high < fullest.requests.high) {
      fullest = {
        ...fullest,
        requests: { low: fullest.requests.low, high: requests.high },
      };
    }
  }
  return fullest
    ? { ...fullest, holdsLongest, mayHoldLongest }
    : {
        stage: stages[0],
        available: NOTHING,
        requests: NOTHING,
        holdsLongest: false,
        mayHoldLongest: false,
      };
}

function availableBytes(stage: StageMemory, budget: DeviceBudget): Range {
  const { weights, draft, other } = stage;
  return {
    low:
      budget.bytes -
      budget.driver.high -
      budget.context.high -
      weights.high -
      draft.high -
      other.high,
    high:
      budget.bytes -
      budget.driver.low -
      budget.context.low -
      weights.low -
      draft.low -
      other.low,
  };
}

function requestsIn(
  stage: StageMemory,
  available: Range,
  tokens: number,
): Range {
  return {
    low: requestsAt(stage, available.low, tokens, 'high'),
    high: requestsAt(stage, available.high, tokens, 'low'),
  };
}

function requestsAt(
  { demand, context: { batching } }: StageMemory,
  available: number,
  tokens: number,
  side: 'low' | 'high',
): number {
  // The side is the one of what is needed: where that is high, fewer requests fit.
  const seqs = side === 'high' ? batching.seqs.low : batching.seqs.high;
  if (available < 0) {
    return 0;
  }
  const bytes = runningBytes(demand, tokens, side);
  if (bytes === 0) {
    return seqs;
  }
  const left =
    available -
    stepBytes(demand, stepTokens(batching.tokens, tokens, side), side);
  return Math.max(0, Math.min(seqs, Math.floor(left / bytes)));
}

/** A step reads no more of a prompt than it is long. */
function stepTokens(
  tokens: Range,
  longest: number,
  side: 'low' | 'high',
): number {
  return Math.min(tokens[side], longest);
}

function holds(
  { demand, context: { batching } }: StageMemory,
  available: number,
  tokens: number,
  side: 'low' | 'high',
): boolean {
  return (
    available >= 0 &&
    startupBytes(demand, { tokens, stepTokens: batching.tokens[side] }, side) <=
      available
  );
}

/**
 * The longest request that one copy holds, in tokens, at the low and at the high estimate; never more than `limit`.
 */
export function longestContext(options: {
  stages: readonly StageMemory[];
  budget: DeviceBudget;
  limit: number;
}): Range {
  return { low: longestAt(options, 'high'), high: longestAt(options, 'low') };
}

function longestAt(
  options: {
    stages: readonly StageMemory[];
    budget: DeviceBudget;
    limit: number;
  },
  side: 'low' | 'high',
): number {
  const { stages, budget, limit } = options;
  const fits = (tokens: number) =>
    stages.every(stage => {
      const available = availableBytes(stage, budget);
      return holds(
        stage,
        side === 'high' ? available.low : available.high,
        tokens,
        side,
      );
    });
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
