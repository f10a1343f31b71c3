import { AssessOptions } from './AssessOptions';
import { ProviderVerdict } from './Assessment';
import { POLICY_RANK } from './compareVerdicts';
import { checkPolicy } from './policy';

/**
 * The verdict on each provider that requests for a model may go to, whether it serves a version of the model or only answers in
 * place of a server: nothing is sized, policy alone decides.
 *
 * @public
 */
export function assessProviders(
  options: Pick<AssessOptions, 'model' | 'providers' | 'policy'>,
): ProviderVerdict[] {
  const { model, providers = [], policy = {} } = options;
  return providers
    .map(provider => {
      const verdict = checkPolicy({ model, place: provider, policy });
      return {
        provider: provider.name,
        policy: verdict,
        accepted: verdict.state === 'allowed',
      };
    })
    .sort(
      (a, b) =>
        POLICY_RANK[a.policy.state] - POLICY_RANK[b.policy.state] ||
        Number(a.provider > b.provider) - Number(a.provider < b.provider),
    );
}
