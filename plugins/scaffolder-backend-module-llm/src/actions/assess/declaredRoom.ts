import { Placement } from '@modelyard/llm-sizing';
import { countOf, Issue } from '@modelyard/llm-units';
import { GpuPoolEntityV1alpha1 } from '@modelyard/plugin-llm-common';

const TOO_MANY = 'replicas-room';

type Devices = GpuPoolEntityV1alpha1['spec']['devices'][number];

/** Errors about servers that were asked for, where the device group declares no room for so many; warnings with an override. */
export function findTooMany(options: {
  replicas: { min?: number; max?: number } | undefined;
  devices: Devices;
  placement: Placement;
  overridden: boolean;
}): Issue[] {
  const { replicas, devices, placement, overridden } = options;
  const room = roomFor(devices, placement);
  return (['min', 'max'] as const).flatMap(field => {
    const asked = replicas?.[field];
    return asked === undefined || asked <= room.servers
      ? []
      : [
          {
            path: `replicas.${field}`,
            code: TOO_MANY,
            message: `asks for ${countOf(asked, 'server')}, but ${
              devices.name
            } has room for ${room.servers}: it declares ${
              room.units
            }, and each server takes ${room.each}`,
            severity: overridden ? 'warning' : 'error',
          },
        ];
  });
}

/** Whether there is no room for what was asked for, and it goes on by an override. */
export function isTooManyOverridden(issues: readonly Issue[]): boolean {
  return issues.some(
    ({ code, severity }) => code === TOO_MANY && severity === 'warning',
  );
}

/** How many servers the declared devices hold. */
function roomFor(
  { nodes, perNode, sharing }: Devices,
  { unit, profile, parallelism, nodesPerCopy }: Placement,
) {
  const each = parallelism.tensorParallel * parallelism.pipelineParallel;
  if (unit === 'gpu') {
    return {
      servers:
        nodesPerCopy > 1
          ? Math.floor(nodes / nodesPerCopy)
          : nodes * Math.floor(perNode / each),
      units: `${countOf(nodes, 'node')} with ${countOf(perNode, 'GPU')} each`,
      each: countOf(each, 'GPU'),
    };
  }
  const perGpu =
    unit === 'partition'
      ? sharing.profiles?.find(({ name }) => name === profile)?.count ?? 0
      : sharing.replicas ?? 1;
  const units = nodes * perNode * perGpu;
  return unit === 'partition'
    ? {
        servers: units,
        units: `${countOf(units, 'partition')} ${profile}`,
        each: '1',
      }
    : { servers: units, units: countOf(units, 'share'), each: '1' };
}
