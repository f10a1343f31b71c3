import { Issue } from '@modelyard/llm-units';
import { errorAt, findRepeated } from '../../objects/issueOf';
import { checkSelection } from './checkSelection';
import { driverClasses } from '../../devices/driver';
import type { DraClaimInput } from './input';

/** Checks sorts of devices that are offered to the whole cluster. */
export function checkClasses({ deviceClasses }: DraClaimInput): Issue[] {
  const resources = deviceClasses.flatMap(({ extendedResource }, index) =>
    extendedResource === undefined ? [] : [{ extendedResource, index }],
  );
  return [
    ...findRepeated({
      items: deviceClasses,
      keyOf: ({ name }) => name,
      pathOf: index => `deviceClasses[${index}].name`,
      code: 'class-unique',
    }),
    ...findRepeated({
      items: resources,
      keyOf: ({ extendedResource }) => extendedResource,
      pathOf: at => `deviceClasses[${resources[at].index}].extendedResource`,
      code: 'resource-unique',
    }),
    ...deviceClasses.flatMap(
      ({ name, device, select, extendedResource }, index) => {
        const path = `deviceClasses[${index}]`;
        const issues = checkSelection({
          select,
          type: device,
          path: `${path}.select`,
        });
        if (driverClasses.has(name)) {
          issues.push(
            errorAt(
              `${path}.name`,
              'class-of-driver',
              `must not be ${name}, which the driver brings itself`,
            ),
          );
        }
        if (/(^|\.)kubernetes\.io\//.test(extendedResource ?? '')) {
          issues.push(
            errorAt(
              `${path}.extendedResource`,
              'resource-domain',
              'must not be of kubernetes.io, which is reserved',
            ),
          );
        }
        if (extendedResource === 'nvidia.com/gpu') {
          issues.push(
            errorAt(
              `${path}.extendedResource`,
              'resource-of-driver',
              'must not be nvidia.com/gpu, which the class gpu.nvidia.com of the driver has: a pod could get devices of either',
            ),
          );
        }
        return issues;
      },
    ),
  ];
}
