import { dnsSubdomainProblem } from '../formats/names';
import type { Rule } from './Rule';
import { deviceWishes, isClaim } from './support/claims';
import { has, text } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimDeviceClass: Rule = {
  code: 'claim-device-class',
  appliesTo: isClaim,
  check: subject =>
    deviceWishes(subject)
      .filter(
        ({ wish }) =>
          // A request of v1beta1 that lists alternatives has no class of its own.
          !(subject.kind.version === 'v1beta1' && has(wish, 'firstAvailable')),
      )
      .flatMap(({ wish, path }) => {
        const name = text(wish, 'deviceClassName') ?? '';
        const problem =
          name === ''
            ? 'must name the DeviceClass that the device comes from'
            : dnsSubdomainProblem(name);
        return problem
          ? [
              {
                path: `${path}.deviceClassName`,
                message: name === '' ? problem : `${problem}: "${name}"`,
              },
            ]
          : [];
      }),
};
