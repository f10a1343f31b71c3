import { Placement } from '@modelyard/llm-sizing';
import { countOf, Issue } from '@modelyard/llm-units';
import { GpuPoolEntityV1alpha1 } from '@modelyard/plugin-llm-common';

const TOO_MANY = 'replicas-room';

type Devices = GpuPoolEntityV1alpha1['spec']['devices'][number];

/** What one server takes of a device group. */
export interface ServerShape {
  /** On each of its nodes: GPUs or, of devices that are shared, partitions or shares. */
  each: number;
  nodes: number;
  /** Profile of its partition, where devices are cut into some. */
  profile?: string;
}

/** What each server of a placement takes. */
export function shapeOf({
  unit,
  profile,
  parallelism,
  nodesPerCopy,
}: Placement): ServerShape {
  const { tensorParallel, pipelineParallel } = parallelism;
  return {
    each:
      unit === 'gpu' ? (tensorParallel * pipelineParallel) / nodesPerCopy : 1,
    nodes: nodesPerCopy,
    ...(profile !== undefined && { profile }),
  };
}

/** Errors about servers that were asked for, where the device group declares no room for so many; warnings with an override. */
export function findTooMany(options: {
  replicas: { min?: number; max?: number } | undefined;
  devices: Devices;
  shape: ServerShape;
  overridden: boolean;
}): Issue[] {
  const { replicas, devices, shape, overridden } = options;
  const room = roomFor(devices, shape);
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
  { each, nodes: nodesEach, profile }: ServerShape,
) {
  if (sharing.strategy === 'exclusive') {
    const total = each * nodesEach;
    return {
      servers:
        nodesEach > 1
          ? Math.floor(nodes / nodesEach)
          : nodes * Math.floor(perNode / each),
      units: `${countOf(nodes, 'node')} with ${countOf(perNode, 'GPU')} each`,
      each: countOf(total, 'GPU'),
    };
  }
  const cut = sharing.strategy === 'mig';
  const perGpu = cut
    ? sharing.profiles?.find(({ name }) => name === profile)?.count ?? 0
    : sharing.replicas ?? 1;
  const units = nodes * perNode * perGpu;
  return {
    servers: Math.floor(units / (each * nodesEach)),
    units: cut
      ? `${countOf(units, 'partition')} ${profile}`
      : countOf(units, 'share'),
    each: String(each * nodesEach),
  };
}
