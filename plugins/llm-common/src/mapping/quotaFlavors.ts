import type { GpuQuotaFields } from '@modelyard/llm-manifests';
import { findAccelerator, partitionResourceName } from '@modelyard/llm-sizing';
import { Issue } from '@modelyard/llm-units';
import { GpuPoolEntityV1alpha1 } from '../kinds/entities';
import { deviceGroupCapacity } from '../kinds/pool/capacity';
import { DeviceGroup } from '../kinds/pool/types.generated';
import { records } from '../safe';
import { groupNameInCluster, toDeviceSharing } from './toDeviceSharing';

type Flavor = GpuQuotaFields['flavors'][number];

/**
 * What holds people to a quota: queues of Kueue, in which work waits for room, or a ResourceQuota of the namespace, which
 * refuses what goes beyond it.
 *
 * @public
 */
export type QuotaEnforcement = 'queues' | 'namespaces';

/** The resource that NVIDIA's device plugin counts shares by, unless it is told to keep the name of whole GPUs. */
const SHARED = 'nvidia.com/gpu.shared';

/** DeviceClass of partitions of NVIDIA's DRA driver. */
const PARTITION_CLASS = 'mig.nvidia.com';

/**
 * What quotas of a pool are read from.
 *
 * @public
 */
export interface QuotaOptions {
  entity: GpuPoolEntityV1alpha1;
  enforcement: QuotaEnforcement;
  /** Whether the sharing of the devices is rendered as well, so that nodes bear the labels of their groups. */
  sharing: boolean;
  /** The target: what its Kueue counts the devices of a DeviceClass as. */
  target: {
    name: string;
    kueue: { deviceClasses: Readonly<Record<string, string>> };
  };
}

/** What the pool or the target lacks for a device group to be counted. */
export function flavorIssues(
  { enforcement, target }: QuotaOptions,
  group: DeviceGroup,
  path: string,
): Issue[] {
  const { accelerator, allocation, sharing, resourceName } = group;
  if (allocation === 'dra') {
    const deviceClass = classOf(group);
    if (deviceClass === undefined) {
      return [
        errorAt(
          `${path}.allocation`,
          'allocation-driver',
          `is dra, but no DRA driver is known for ${accelerator}; choose device-plugin`,
        ),
      ];
    }
    return enforcement === 'queues' &&
      target.kueue.deviceClasses[deviceClass] === undefined
      ? [
          errorAt(
            `llm.targets ${target.name} kueue.deviceClasses`,
            'target-device-class',
            `must say what Kueue counts devices of the class ${deviceClass} as, for the device group ${group.name}: the name that its configuration has under resources.deviceClassMappings`,
          ),
        ]
      : [];
  }
  if (resourceOf(group) === undefined) {
    return [
      errorAt(
        `${path}.resourceName`,
        'accelerator-unnamed',
        `is needed, since nobody knows what a cluster counts ${accelerator} by`,
      ),
    ];
  }
  const profiles = records(sharing.profiles).map(({ item }) => item.name);
  return sharing.strategy === 'mig' &&
    resourceName === undefined &&
    profiles.length > 1
    ? [
        errorAt(
          `${path}.sharing.profiles`,
          'quota-profiles',
          `must have one profile where a quota is held to, not ${profiles.join(
            ' and ',
          )}: a cluster counts partitions of each size by themselves; make a device group of each size, or do not let the cluster hold people to the quotas`,
        ),
      ]
    : [];
}

/** A device group as quotas name it; only called for one without issues. */
export function flavorOf(options: QuotaOptions, group: DeviceGroup): Flavor {
  const { enforcement, target } = options;
  const { units } = deviceGroupCapacity(group);
  const deviceClass = classOf(group);
  return {
    name: group.name,
    devices:
      group.allocation === 'dra'
        ? {
            allocation: 'dra',
            deviceClass,
            ...(enforcement === 'queues' && {
              countedAs: deviceClass && target.kueue.deviceClasses[deviceClass],
            }),
          }
        : { allocation: 'device-plugin', resource: resourceOf(group) },
    nodeLabels: nodeLabelsOf(options, group),
    ...(units !== undefined && units > 0 && { total: units }),
  };
}

/** The DeviceClass of NVIDIA's DRA driver, which names that of whole GPUs as itself. */
function classOf({ accelerator, sharing }: DeviceGroup): string | undefined {
  const driver = findAccelerator(accelerator)?.kubernetes?.draDriver;
  return driver && sharing.strategy === 'mig' ? PARTITION_CLASS : driver;
}

function resourceOf({
  accelerator,
  sharing,
  resourceName,
}: DeviceGroup): string | undefined {
  if (resourceName !== undefined) {
    return resourceName;
  }
  const [profile] = records(sharing.profiles);
  if (sharing.strategy === 'mig' && profile) {
    return partitionResourceName({ profile: profile.item.name });
  }
  return ['time-slicing', 'mps'].includes(sharing.strategy)
    ? SHARED
    : findAccelerator(accelerator)?.kubernetes?.resourceName;
}

/** Labels by which pods find the nodes of a group: as the pool says, as its settings label them, or by the product. */
function nodeLabelsOf(
  { entity, sharing }: QuotaOptions,
  group: DeviceGroup,
): Record<string, string> {
  if (group.nodeSelector) {
    return { ...group.nodeSelector };
  }
  if (group.sharing.strategy === 'exclusive') {
    const names = findAccelerator(group.accelerator)?.kubernetes;
    return names?.productLabelValues.length === 1
      ? { [names.productLabel]: names.productLabelValues[0] }
      : {};
  }
  // The label of the product changes with how a GPU is shared.
  const name = groupNameInCluster(entity, group.name);
  const isLabelled =
    sharing && toDeviceSharing(entity).groups.some(item => item.name === name);
  if (!isLabelled) {
    return {};
  }
  return group.allocation === 'dra'
    ? { 'nvidia.com/mig.config': name }
    : { 'nvidia.com/device-plugin.config': name };
}

/** An error about a field of the pool or of the target. */
export function errorAt(path: string, code: string, message: string): Issue {
  return { path, code, message, severity: 'error' };
}
