import type { Rule } from './Rule';
import { deviceWishes, isClaim } from './support/claims';
import { get, number, text } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimDeviceCount: Rule = {
  code: 'claim-device-count',
  appliesTo: isClaim,
  check: subject =>
    deviceWishes(subject).flatMap(({ wish, path }) => {
      const mode = text(wish, 'allocationMode') ?? 'ExactCount';
      const count = number(wish, 'count');
      if (mode === 'All' && count !== undefined && count !== 0) {
        return [
          {
            path: `${path}.count`,
            message: 'must not be there: allocationMode All takes every device',
          },
        ];
      }
      if (mode === 'ExactCount' && count !== undefined && count <= 0) {
        return [
          {
            path: `${path}.count`,
            message: `must be more than 0, but is ${count}`,
          },
        ];
      }
      return mode === 'All' || mode === 'ExactCount'
        ? []
        : [
            {
              path: `${path}.allocationMode`,
              message: `must be "ExactCount" or "All", but is ${JSON.stringify(
                get(wish, 'allocationMode'),
              )}`,
            },
          ];
    }),
};
