import { AssessedModel, AssessedPolicy } from '../AssessOptions';
import { PolicyVerdict } from '../Assessment';
import { sortReasons } from '../reasonCodes';
import { modelDataClass } from './modelDataClass';
import { modelLifecycle } from './modelLifecycle';
import { placeDataClass } from './placeDataClass';
import { placeLifecycle } from './placeLifecycle';
import { Place, PolicyRule } from './PolicyRule';
import { region } from './region';

/** Everything that policy demands. */
export const policyRules: readonly PolicyRule[] = [
  modelLifecycle,
  placeLifecycle,
  modelDataClass,
  placeDataClass,
  region,
];

const ALLOWED: PolicyVerdict = { state: 'allowed', reasons: [] };

export function checkPolicy(options: {
  model: AssessedModel;
  place: Place;
  policy: AssessedPolicy;
}): PolicyVerdict {
  const reasons = policyRules.flatMap(rule => rule.check(options) ?? []);
  if (reasons.length === 0) {
    return ALLOWED;
  }
  const has = (effect: string) =>
    reasons.some(found => found.effect === effect);
  const undecided = has('unknown') ? 'unknown' : 'allowed';
  return {
    state: has('blocks') ? 'blocked' : undecided,
    reasons: sortReasons(reasons),
  };
}
