import type { Rule } from './Rule';
import { claimDevices, isCurrentClaim } from './support/claims';
import { has, items } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimRequestChoice: Rule = {
  code: 'claim-request-choice',
  appliesTo: isCurrentClaim,
  check: subject => {
    const { devices, path } = claimDevices(subject);
    return items(devices, path, 'requests')
      .filter(
        ({ item }) => has(item, 'exactly') === has(item, 'firstAvailable'),
      )
      .map(request => ({
        path: request.path,
        message:
          'must have exactly one of exactly (one kind of device) and firstAvailable (alternatives, the best first)',
      }));
  },
};
