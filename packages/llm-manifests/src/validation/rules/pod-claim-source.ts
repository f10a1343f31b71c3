import type { Rule } from './Rule';
import { podsIn } from './support/pods';
import { has, items } from './support/read';

/** Source: validation of pods in Kubernetes. */
export const podClaimSource: Rule = {
  code: 'pod-claim-source',
  appliesTo: () => true,
  check: ({ object }) =>
    podsIn(object).flatMap(({ pod, path }) =>
      items(pod, path, 'resourceClaims')
        // A claim with neither is an entry of a status, or one with `source`, which the schema rejects.
        .filter(
          ({ item }) =>
            has(item, 'resourceClaimName') ===
              has(item, 'resourceClaimTemplateName') && !has(item, 'source'),
        )
        .map(claim => ({
          path: claim.path,
          message:
            'must have exactly one of resourceClaimName (one claim for all pods) and resourceClaimTemplateName (a new claim for each pod)',
        })),
    ),
};
