import { dnsSubdomainProblem } from '../formats/names';
import { isRecord } from '../schema/rawSchema';
import type { Rule } from './Rule';
import { deviceConfigs, isClaimOrClass } from './support/claims';
import { get, text } from './support/read';

const LONGEST = 10 * 1024;

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimOpaqueConfig: Rule = {
  code: 'claim-opaque-config',
  appliesTo: isClaimOrClass,
  check: subject =>
    deviceConfigs(subject).flatMap(({ item, path }) => {
      if (!isRecord(item.opaque)) {
        return [
          {
            path: `${path}.opaque`,
            message: 'must be there: it is what the driver of the devices gets',
          },
        ];
      }
      const driver = text(item, 'opaque', 'driver') ?? '';
      const parameters = get(item, 'opaque', 'parameters');
      const size = JSON.stringify(parameters ?? null).length;
      return [
        ...(driver.length > 63 || dnsSubdomainProblem(driver)
          ? [
              {
                path: `${path}.opaque.driver`,
                message: `must be the name of a driver with at most 63 characters, such as gpu.nvidia.com, but is "${driver.slice(
                  0,
                  80,
                )}"`,
              },
            ]
          : []),
        ...(!isRecord(parameters)
          ? [
              {
                path: `${path}.opaque.parameters`,
                message: 'must be there, as a mapping that the driver knows',
              },
            ]
          : []),
        ...(size > LONGEST
          ? [
              {
                path: `${path}.opaque.parameters`,
                message: `must be at most ${LONGEST} bytes, but are ${size}`,
              },
            ]
          : []),
      ];
    }),
};
