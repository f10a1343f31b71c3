import { DemoCall } from './callsOfHour';
import { SeededRandom } from './random';

/** What became of a check, in the words of aisix. */
type Result = 'allowed' | 'masked' | 'blocked' | 'would_mask' | 'bypassed';

/** A check of a guardrail. */
export interface DemoCheck {
  readonly guardrail: string;
  readonly kind: 'pii' | 'injection';
  readonly phase: 'input' | 'output';
  readonly result: Result;
  /** Why it failed, and the request was denied. */
  readonly error?: string;
  readonly seconds: number;
}

const GUARDRAILS = [
  { guardrail: 'personal-data', kind: 'pii', phase: 'input', found: 0.055 },
  { guardrail: 'injection', kind: 'injection', phase: 'input', found: 0.008 },
  { guardrail: 'personal-data', kind: 'pii', phase: 'output', found: 0.012 },
] as const;

/** The checks of a call, the same for the same call. What the gateway refused is not checked, and of what failed no answer. */
export function checksOf({ caller, traceId, status }: DemoCall): DemoCheck[] {
  if (!caller.guarded || status === 429) {
    return [];
  }
  const random = new SeededRandom('checks', traceId);
  return GUARDRAILS.filter(
    ({ phase }) => phase === 'input' || status === 200,
  ).map(({ found, ...rest }) => ({
    ...rest,
    ...resultOf(random.next(), { found, ...rest }),
    seconds: random.around(0.018, 0.4),
  }));
}

function resultOf(
  chance: number,
  { found, kind, phase }: { found: number; kind: string; phase: string },
): Pick<DemoCheck, 'result' | 'error'> {
  if (chance < found) {
    if (kind === 'injection') {
      return { result: 'blocked' };
    }
    // Answers are only watched so far: what is found in them stays.
    return { result: phase === 'output' ? 'would_mask' : 'masked' };
  }
  const rest = chance - found;
  if (rest < 0.004) {
    return { result: 'bypassed' };
  }
  return rest < 0.005
    ? { result: 'blocked', error: 'timeout' }
    : { result: 'allowed' };
}
