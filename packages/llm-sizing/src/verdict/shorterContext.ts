import { inWords, knownCount } from '../sizing/known';
import { Workload } from '../sizing/Workload';
import { OtherVariant } from './alternatives';
import { OpenVerdict } from './closeVerdict';
import { ReasonCode } from './reasonCodes';
import { Request } from './Request';
import { Variant } from './variants';

/** Tokens that a length is rounded down to. */
const ROUND = 256;

const TOO_LONG: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'context-too-long',
  'context-beyond-model',
  'context-beyond-limit',
  'low-estimate-only',
]);

/** The same with requests as long as they may be there, where length is what does not fit. */
export function shorterContext(options: {
  request: Request;
  variant: Variant;
  verdict: OpenVerdict;
}): OtherVariant | undefined {
  const { request, variant, verdict } = options;
  const isTooLong = verdict.reasons.some(({ code }) => TOO_LONG.has(code));
  const fitting = Math.min(
    verdict.sizing?.longestContext.low ?? 0,
    variant.maxModelLen,
    knownCount(variant.architecture.contextLength) ?? Infinity,
  );
  // A round number reads better, and leaves a little room.
  const longestContext = Math.floor(fitting / ROUND) * ROUND;
  const { typicalTokens, longestTokens } = variant.workload;
  if (
    !isTooLong ||
    longestContext < typicalTokens ||
    longestContext >= Math.max(longestTokens, variant.maxModelLen)
  ) {
    return undefined;
  }
  const workload: Workload = {
    ...request.options.workload,
    longestContext: Math.min(longestContext, longestTokens),
  };
  const { maxModelLen, ...engine } = variant.engine;
  return {
    kind: 'shorter-context',
    difference: ` with requests of at most ${inWords(longestContext)} tokens`,
    engine,
    workload,
    variant: Variant.create({
      version: variant.version,
      architecture: variant.architecture,
      engine,
      workload: {
        ...variant.workload,
        longestTokens: Math.min(longestContext, longestTokens),
      },
    }),
  };
}
