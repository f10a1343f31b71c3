import { GroupVerdict, OverrideState } from './Assessment';
import { Reason } from './reasonCodes';

const NOT_NEEDED: OverrideState = { state: 'not-needed' };
const POSSIBLE: OverrideState = { state: 'possible' };

/** Whether a person may go on although the model does not fit, or is not known to. */
export function overrideOf(options: {
  verdict: GroupVerdict['verdict'];
  policy: GroupVerdict['policy'];
  placement: GroupVerdict['placement'];
  reasons: readonly Reason[];
  given: { readonly reason: string } | undefined;
}): OverrideState {
  const { verdict, policy, placement, reasons, given } = options;
  if (policy.state !== 'allowed') {
    return notPossible(
      policy.state === 'blocked'
        ? 'policy forbids it'
        : 'policy does not say that it is allowed',
    );
  }
  if (verdict === 'fits' || verdict === 'tight') {
    return NOT_NEEDED;
  }
  if (
    reasons.some(
      ({ code }) => code === 'no-family' || code === 'family-not-here',
    )
  ) {
    return notPossible('there is nothing that could run it');
  }
  if (!placement) {
    return notPossible('there is no way to place it that could be taken');
  }
  return given && given.reason.trim() !== ''
    ? { state: 'given', reason: given.reason }
    : POSSIBLE;
}

function notPossible(reason: string): OverrideState {
  return { state: 'not-possible', reason };
}
