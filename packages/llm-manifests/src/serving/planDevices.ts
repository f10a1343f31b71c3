import { findAccelerator, partitionResourceName } from '@modelyard/llm-sizing';
import type { Accelerator, KubernetesNames } from '@modelyard/llm-sizing';
import type { Issue, Result } from '@modelyard/llm-units';
import type { z } from 'zod/v3';
import { selectorsOf } from '../families/dra-claim/selectors';
import { errorAt } from '../objects/issueOf';
import type { placementSchema } from './placement';

/**
 * A device group as a pool declares it.
 *
 * @public
 */
export interface PlacedDevices {
  /** Id of the accelerator, such as `nvidia-h100-sxm-80gb`. */
  readonly accelerator: string;
  /** Accelerators in each node. */
  readonly perNode: number;
  readonly allocation: 'dra' | 'device-plugin' | 'gres';
  readonly sharing: {
    readonly strategy: 'exclusive' | 'mig' | 'time-slicing' | 'mps' | 'vgpu';
  };
  /** Labels that select the nodes of the group. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** What the device plugin counts the devices by, where it is not as the vendor ships it. */
  readonly resourceName?: string;
  /** An existing ResourceClaim in the namespace of the servers, which hands out the shares of a device, where DRA does. */
  readonly sharedClaim?: string;
}

/** How a placement is asked for, before its number of GPUs. */
type DevicePlacement = Omit<z.input<typeof placementSchema>, 'gpus'>;

/**
 * What the device plugin calls shared GPUs, as it does where sharing is set up with `renameByDefault`.
 *
 * @see README of NVIDIA/k8s-device-plugin, "Shared Access to GPUs"
 */
const SHARED = 'nvidia.com/gpu.shared';

/** How a server asks for devices of a group. Paths of issues begin with `devices`. */
export function planDevices(options: {
  devices: PlacedDevices;
  /** Name of the partition profile, where a partition is asked for. */
  profile?: string;
}): Result<DevicePlacement> {
  const { devices, profile } = options;
  const accelerator = findAccelerator(devices.accelerator);
  const problem = accelerator
    ? problemOf(devices, accelerator)
    : errorAt(
        'devices.accelerator',
        'accelerator-unknown',
        `is ${devices.accelerator}, which is not in the table`,
      );
  if (!accelerator || problem) {
    return { ok: false, issues: problem ? [problem] : [] };
  }
  const { nodeSelector } = devices;
  return {
    ok: true,
    value:
      devices.allocation === 'dra'
        ? {
            ...claimOf(devices, profile),
            ...(nodeSelector && { nodeSelector }),
          }
        : countedOf(devices, accelerator, profile),
    issues: [],
  };
}

function problemOf(
  { allocation, sharing, sharedClaim }: PlacedDevices,
  { title, kubernetes }: Accelerator,
): Issue | undefined {
  if (allocation === 'gres') {
    return errorAt(
      'devices.allocation',
      'allocation-unserved',
      'is gres: nothing that is rendered here runs under a Slurm controller; choose a pool of a Kubernetes cluster',
    );
  }
  if (!kubernetes) {
    return errorAt(
      'devices.accelerator',
      'accelerator-unnamed',
      `is ${title}, of which nobody knows how a cluster names it`,
    );
  }
  if (allocation === 'dra' && !kubernetes.draDriver) {
    return errorAt(
      'devices.allocation',
      'allocation-driver',
      `is dra, but no DRA driver is known for ${title}; choose the device plugin`,
    );
  }
  const isShare = !['exclusive', 'mig'].includes(sharing.strategy);
  return allocation === 'dra' && isShare && !sharedClaim
    ? errorAt(
        'devices.sharedClaim',
        'claim-needed',
        `must name the ResourceClaim of the pool that servers share: with dra, ${sharing.strategy} is a matter of that claim`,
      )
    : undefined;
}

/** By a claim: attributes of the device say which it may be. */
function claimOf(
  { accelerator, sharedClaim }: PlacedDevices,
  profile: string | undefined,
): DevicePlacement {
  if (sharedClaim) {
    return { allocation: 'dra', sharedClaim };
  }
  const deviceSelectors = selectorsOf({
    accelerators: [accelerator],
    products: [],
    architectures: [],
    expressions: [],
    profile,
  });
  return profile === undefined
    ? { allocation: 'dra', deviceSelectors }
    : {
        allocation: 'dra',
        deviceClass: 'mig.nvidia.com',
        deviceSelectors,
        partition: profile,
      };
}

/** By a number of a resource: labels of the node say which it may be. */
function countedOf(
  devices: PlacedDevices,
  { kubernetes }: Accelerator,
  profile: string | undefined,
): DevicePlacement {
  return {
    allocation: 'device-plugin',
    resource:
      devices.resourceName ?? usualResource(devices, kubernetes!, profile),
    ...(profile !== undefined && { partition: profile }),
    nodeSelector: { ...(devices.nodeSelector ?? productLabel(kubernetes)) },
  };
}

function usualResource(
  { sharing }: PlacedDevices,
  { resourceName }: KubernetesNames,
  profile: string | undefined,
): string {
  if (profile !== undefined) {
    return partitionResourceName({ profile });
  }
  return ['time-slicing', 'mps'].includes(sharing.strategy)
    ? SHARED
    : resourceName;
}

/** The label of the product, where a pool says nothing: a selector can ask for one value only. */
function productLabel(
  names: KubernetesNames | undefined,
): Record<string, string> | undefined {
  return names?.productLabelValues.length === 1
    ? { [names.productLabel]: names.productLabelValues[0] }
    : undefined;
}
