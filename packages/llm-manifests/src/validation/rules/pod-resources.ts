import { formatPath } from '../paths';
import { parseQuantity } from '../formats/quantities';
import type { Rule } from './Rule';
import { containersOf, podsIn } from './support/pods';
import { fields } from './support/read';

const ONE = 1_000_000_000n;

/** Resources such as `nvidia.com/gpu`, of which there are only whole ones. */
function isWhole(resource: string): boolean {
  return (
    resource.startsWith('hugepages-') ||
    (resource.includes('/') && !resource.includes('kubernetes.io/'))
  );
}

function problemOf(resource: string, value: unknown): string | undefined {
  const amount =
    typeof value === 'string' || typeof value === 'number'
      ? parseQuantity(String(value))
      : undefined;
  if (amount === undefined) {
    return undefined;
  }
  if (amount < 0n) {
    return `must not be below 0, but is ${value}`;
  }
  return isWhole(resource) && amount % ONE !== 0n
    ? `must be a whole number, but is ${value}`
    : undefined;
}

/** Source: validation of resource requirements in Kubernetes. */
export const podResources: Rule = {
  code: 'pod-resources',
  appliesTo: () => true,
  check: ({ object }) =>
    podsIn(object)
      .flatMap(containersOf)
      .flatMap(({ item, path }) =>
        ['requests', 'limits'].flatMap(list =>
          Object.entries(fields(item, 'resources', list)).flatMap(
            ([resource, value]) => {
              const message = problemOf(resource, value);
              const way = formatPath(['resources', list, resource]);
              return message ? [{ path: `${path}.${way}`, message }] : [];
            },
          ),
        ),
      ),
};
