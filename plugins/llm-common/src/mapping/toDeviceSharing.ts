import type { DeviceSharingFields } from '@modelyard/llm-manifests';
import { findAccelerator } from '@modelyard/llm-sizing';
import { GpuPoolEntityV1alpha1 } from '../kinds/entities';
import { DeviceGroup } from '../kinds/pool/types.generated';
import { records } from '../safe';
import { poolNameInCluster } from './poolObjects';

/**
 * A device group for which nothing is rendered, and why: the rest of a sentence that begins with its name.
 *
 * @public
 */
export interface UnrenderedDevices {
  readonly devices: string;
  readonly reason: string;
}

/**
 * How the nodes of a pool share their GPUs, as the family `device-sharing` asks for it.
 *
 * @public
 */
export interface PoolSharing {
  /** Groups whose devices are shared; the others need no settings. */
  readonly groups: DeviceSharingFields['groups'];
  /** Groups whose devices are shared, but not by settings of their nodes. */
  readonly unrendered: readonly UnrenderedDevices[];
}

/** The name of a device group within its cluster: several pools of a cluster are read from the same place. */
export function groupNameInCluster(
  entity: GpuPoolEntityV1alpha1,
  devices: string,
): string {
  return `${poolNameInCluster(entity)}-${devices}`;
}

/**
 * Reads from a pool how its nodes share their GPUs. A pool of Slurm has no such settings: its controller hands out shares.
 *
 * @public
 */
export function toDeviceSharing(entity: GpuPoolEntityV1alpha1): PoolSharing {
  const devices =
    entity.spec.type === 'kubernetes'
      ? records(entity.spec.devices).map(({ item }) => item)
      : [];
  const shared = devices.filter(
    ({ sharing }) => sharing.strategy !== 'exclusive',
  );
  return {
    groups: shared
      .filter(group => whyUnrendered(group) === undefined)
      .map(group => groupOf(entity, group)),
    unrendered: shared.flatMap(group => {
      const reason = whyUnrendered(group);
      return reason === undefined ? [] : [{ devices: group.name, reason }];
    }),
  };
}

function whyUnrendered({
  allocation,
  sharing,
}: DeviceGroup): string | undefined {
  if (sharing.strategy === 'vgpu') {
    return 'has virtual GPUs, which are made where the virtual machines are: nothing in the cluster sets them up';
  }
  return allocation === 'dra' && sharing.strategy !== 'mig'
    ? 'hands out its GPUs by dynamic resource allocation, where the claim of each deployment says how a GPU is shared'
    : undefined;
}

function groupOf(
  entity: GpuPoolEntityV1alpha1,
  group: DeviceGroup,
): DeviceSharingFields['groups'][number] {
  const { name, accelerator, perNode, allocation, sharing } = group;
  const { replicas = 0 } = sharing;
  // A pool that keeps the usual name for what is shared says so.
  const keepsName =
    group.resourceName !== undefined &&
    group.resourceName ===
      findAccelerator(accelerator)?.kubernetes?.resourceName;
  return {
    name: groupNameInCluster(entity, name),
    accelerator,
    gpusPerNode: perNode,
    ...(allocation === 'dra' && { allocation }),
    // The catalog has no names of nodes, which come and go.
    nodes: { by: 'provisioning' },
    ...(sharing.strategy === 'mig' && {
      mig: {
        ...(keepsName && { strategy: 'single' as const }),
        layouts: [
          {
            partitions: records(sharing.profiles).map(({ item }) => ({
              profile: item.name,
              count: item.count,
            })),
          },
        ],
      },
    }),
    ...(sharing.strategy === 'time-slicing' && {
      timeSlicing: { replicas, ...(keepsName && { rename: false }) },
    }),
    ...(sharing.strategy === 'mps' && {
      mps: { replicas, ...(keepsName && { rename: false }) },
    }),
  };
}
