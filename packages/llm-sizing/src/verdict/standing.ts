import {
  AssessedModel,
  AssessedPolicy,
  AssessedPool,
  AssessedProvider,
} from './AssessOptions';
import { PolicyVerdict } from './Assessment';
import { checkPolicy } from './policy';

/**
 * What policy says of a place where a deployment runs already: nothing is sized, and nothing new is placed.
 *
 * @param options - `base` is the model whose deployment serves an adapter; it is held to the same rules as the adapter
 * @public
 */
export function assessStanding(options: {
  model: AssessedModel;
  base?: AssessedModel;
  place: AssessedPool | AssessedProvider;
  policy?: AssessedPolicy;
}): PolicyVerdict {
  const { model, base, place, policy = {} } = options;
  return checkPolicy({ model, base, place, policy, stands: true });
}
