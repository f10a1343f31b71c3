import type { Rule, RuleFinding } from './Rule';
import { claimDevices, deviceWishes, isClaim } from './support/claims';
import { get, items, type Fields } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimLimits: Rule = {
  code: 'claim-limits',
  appliesTo: isClaim,
  check: subject => {
    const { devices, path } = claimDevices(subject);
    return [
      ...['requests', 'constraints', 'config'].flatMap(name =>
        limit(devices, path, name, 32),
      ),
      ...items(devices, path, 'requests').flatMap(request =>
        limit(request.item, request.path, 'firstAvailable', 8),
      ),
      ...deviceWishes(subject).flatMap(wish => [
        ...limit(wish.wish, wish.path, 'selectors', 32),
        ...limit(wish.wish, wish.path, 'tolerations', 16),
      ]),
    ];
  },
};

function limit(
  holder: Fields,
  path: string,
  name: string,
  most: number,
): RuleFinding[] {
  const list = get(holder, name);
  return Array.isArray(list) && list.length > most
    ? [
        {
          path: `${path}.${name}`,
          message: `must have at most ${most} items, but has ${list.length}`,
        },
      ]
    : [];
}
