import { AssessOptions } from './AssessOptions';
import { ProviderVerdict } from './Assessment';
import { POLICY_RANK } from './compareVerdicts';
import { checkPolicy } from './policy';

/** The verdict on each provider of an external version: nothing is sized, policy alone decides. */
export function assessProviders(options: AssessOptions): ProviderVerdict[] {
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
