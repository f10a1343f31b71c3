import { AssessedPolicy } from '../AssessOptions';
import { PolicyVerdict } from '../Assessment';
import { sortReasons } from '../reasonCodes';
import { modelDataClass } from './modelDataClass';
import { modelLifecycle } from './modelLifecycle';
import { placeDataClass } from './placeDataClass';
import { placeLifecycle } from './placeLifecycle';
import { Place, PolicyModel, PolicyRule } from './PolicyRule';
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

/** What policy says of a model in a place. A base works on the data of its adapters, and is held to the same as they. */
export function checkPolicy(options: {
  model: PolicyModel;
  /** Of an adapter: the model that it would be served with. */
  base?: PolicyModel;
  place: Place;
  policy: AssessedPolicy;
  /** Whether the model is in that place already. */
  stands?: boolean;
}): PolicyVerdict {
  const { model, base, place, policy, stands = false } = options;
  const below = base ? [base] : [];
  const reasons = policyRules.flatMap(rule =>
    [model, ...(rule.of === 'model' ? below : [])].flatMap(
      subject => rule.check({ model: subject, place, policy, stands }) ?? [],
    ),
  );
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
