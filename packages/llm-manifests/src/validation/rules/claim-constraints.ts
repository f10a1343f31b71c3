import { dnsSubdomainProblem } from '../formats/names';
import type { Rule } from './Rule';
import { claimDevices, isClaim } from './support/claims';
import { has, items, text } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimConstraints: Rule = {
  code: 'claim-constraints',
  appliesTo: isClaim,
  check: subject => {
    const { devices, path } = claimDevices(subject);
    return items(devices, path, 'constraints').flatMap(constraint => {
      const given = ['matchAttribute', 'distinctAttribute'].filter(name =>
        has(constraint.item, name),
      );
      if (given.length !== 1) {
        return [
          {
            path: constraint.path,
            message:
              'must have exactly one of matchAttribute (equal on all devices) and distinctAttribute (different on each)',
          },
        ];
      }
      const name = text(constraint.item, given[0]) ?? '';
      return isQualified(name)
        ? []
        : [
            {
              path: `${constraint.path}.${given[0]}`,
              message: `must be an attribute with its domain, such as gpu.nvidia.com/parentUUID, but is "${name}"`,
            },
          ];
    });
  },
};

function isQualified(name: string): boolean {
  const [domain, id, ...rest] = name.split('/');
  return (
    rest.length === 0 &&
    id !== undefined &&
    domain.length <= 63 &&
    dnsSubdomainProblem(domain) === undefined &&
    /^[A-Za-z_][A-Za-z0-9_]{0,31}$/.test(id)
  );
}
