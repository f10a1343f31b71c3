import { Issue } from '@modelyard/llm-units';
import { z } from 'zod/v3';
import { checkExpression } from '../devices/checkExpression';
import { driverClasses } from '../devices/driver';
import { dnsSubdomain, labelKey, labels, line } from '../objects/fields';

const selector = line.min(1).describe('CEL expression on a device.');

/**
 * Where a model server runs: how many GPUs of which sort it takes, and how it asks for them.
 *
 * @public
 */
export const placementSchema = z
  .object({
    gpus: z
      .number()
      .int()
      .min(1)
      .max(32)
      .describe('GPUs, or partitions, of each server and node.'),
    allocation: z
      .enum(['device-plugin', 'dra'])
      .describe(
        'Whether the cluster counts GPUs (device plugin) or hands out devices (DRA).',
      ),
    resource: labelKey
      .default('nvidia.com/gpu')
      .describe(
        'Resource of the device plugin, such as nvidia.com/mig-1g.10gb.',
      ),
    deviceClass: dnsSubdomain
      .default('gpu.nvidia.com')
      .describe('DeviceClass of DRA.'),
    deviceSelectors: z
      .array(selector)
      .max(32)
      .default([])
      .describe(
        'Which devices of the class will do: all expressions must hold.',
      ),
    sharedClaim: dnsSubdomain
      .optional()
      .describe(
        'An existing ResourceClaim that several servers share, in place of one of their own.',
      ),
    claimTemplate: dnsSubdomain
      .optional()
      .describe(
        'An existing ResourceClaimTemplate, such as one that a pool offers, in place of one of its own.',
      ),
    partition: line
      .min(1)
      .optional()
      .describe('Profile of a partition, such as 1g.10gb.'),
    nodeSelector: labels.default({}).describe('Labels of the nodes.'),
  })
  .strict();

/** @public */
export type PlacementInput = z.output<typeof placementSchema>;

/** The name of the claim in a pod, and of the device request in it. */
const CLAIM = 'gpu';

/** What a pod says to get its GPUs, and the object that it needs for that. */
export interface PodDevices {
  /** `resources` of the container, merged over its CPU and memory. */
  readonly limits: Readonly<Record<string, string>>;
  readonly claims?: ReadonlyArray<{ name: string }>;
  readonly resourceClaims?: ReadonlyArray<Record<string, string>>;
}

/** How a container asks for its GPUs. The template of a claim is named after the workload. */
export function podDevices(options: {
  placement: PlacementInput;
  name: string;
}): PodDevices {
  const { placement, name } = options;
  if (placement.allocation === 'device-plugin') {
    return { limits: { [placement.resource]: String(placement.gpus) } };
  }
  return {
    limits: {},
    claims: [{ name: CLAIM }],
    resourceClaims: [
      placement.sharedClaim
        ? { name: CLAIM, resourceClaimName: placement.sharedClaim }
        : {
            name: CLAIM,
            resourceClaimTemplateName:
              placement.claimTemplate ?? claimTemplateName(name),
          },
    ],
  };
}

/** Whether a workload gets a ResourceClaimTemplate of its own. */
export function hasOwnClaim(placement: PlacementInput): boolean {
  return (
    placement.allocation === 'dra' &&
    placement.sharedClaim === undefined &&
    placement.claimTemplate === undefined
  );
}

/** Name of the ResourceClaimTemplate of a workload. */
export function claimTemplateName(name: string): string {
  return `${name}-gpu`;
}

/** The device request of a workload's own claim. */
export function deviceRequest(placement: PlacementInput) {
  return {
    name: CLAIM,
    exactly: {
      deviceClassName: placement.deviceClass,
      allocationMode: 'ExactCount',
      count: placement.gpus,
      ...(placement.deviceSelectors.length > 0 && {
        selectors: placement.deviceSelectors.map(expression => ({
          cel: { expression },
        })),
      }),
    },
  };
}

/** Checks what a schema cannot say of a placement. Paths begin with `placement`. */
export function checkPlacement(options: {
  placement: PlacementInput;
  /** GPUs that the engine takes on each node. */
  gpusPerNode: number;
}): Issue[] {
  const { placement, gpusPerNode } = options;
  const issues: Issue[] = [];
  const error = (path: string, code: string, message: string) =>
    issues.push({ path, code, message, severity: 'error' });

  if (placement.gpus !== gpusPerNode) {
    error(
      'placement.gpus',
      'gpus-of-engine',
      `must be ${gpusPerNode}, the GPUs that the parallelism of the engine takes on each node, but is ${placement.gpus}`,
    );
  }
  const isPartition =
    placement.partition !== undefined || placement.resource.includes('/mig-');
  if (isPartition && gpusPerNode > 1) {
    error(
      'placement.partition',
      'partition-parallel',
      'cannot be joined: a model that is spread over several GPUs needs whole ones',
    );
  }
  for (const field of ['sharedClaim', 'claimTemplate'] as const) {
    if (placement.allocation === 'device-plugin' && placement[field]) {
      error(
        `placement.${field}`,
        'claim-allocation',
        'exists only with the allocation dra',
      );
    }
  }
  if (placement.sharedClaim && placement.claimTemplate) {
    error(
      'placement.claimTemplate',
      'claim-unique',
      'must not stand beside sharedClaim: a server takes its GPUs from one claim',
    );
  }
  if (
    (placement.sharedClaim || placement.claimTemplate) &&
    placement.allocation === 'dra' &&
    placement.deviceSelectors.length > 0
  ) {
    error(
      'placement.deviceSelectors',
      'claim-selectors',
      'have no effect on an existing claim, which says itself which devices it takes',
    );
  }
  if (
    placement.allocation === 'device-plugin' &&
    placement.deviceSelectors.length > 0
  ) {
    error(
      'placement.deviceSelectors',
      'claim-allocation',
      'exist only with the allocation dra; the device plugin selects by nodeSelector',
    );
  }
  placement.deviceSelectors.forEach((expression, index) =>
    issues.push(
      ...checkExpression({
        expression,
        type: driverClasses.get(placement.deviceClass),
        path: `placement.deviceSelectors[${index}]`,
      }),
    ),
  );
  if (/\.shared$/.test(placement.resource) && placement.gpus > 1) {
    error(
      'placement.gpus',
      'shared-gpus',
      `must be 1 with the shared resource ${placement.resource}: several shares may be of one GPU`,
    );
  }
  return issues;
}
