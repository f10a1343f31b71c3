import { isCount, lookup, records } from '../../safe';
import { GpuPoolEntityV1alpha1 } from '../entities';
import { DeviceGroup, SharingStrategy } from './types.generated';

/**
 * What a device group hands out: whole GPUs, partitions of a GPU, or shares of one. Quotas count the same.
 *
 * @public
 */
export type CapacityUnit = 'gpu' | 'partition' | 'share';

/**
 * Partitions of one profile in a device group.
 *
 * @public
 */
export interface PartitionCapacity {
  /** The vendor's name of the profile, such as `1g.10gb`. */
  profile: string;
  /** On each device. */
  perDevice: number;
  /** In the whole group. */
  total: number;
}

/**
 * What a device group holds, as its entity declares it.
 *
 * @public
 */
export interface DeviceGroupCapacity {
  /** Nodes times GPUs per node. */
  gpus: number;
  /** What is handed out, and what quotas count. */
  unit: CapacityUnit;
  /** Units in the whole group. Absent where the entity does not say how a GPU is shared. */
  units?: number;
  /** With the unit `partition`: the profiles and how many there are of each. */
  partitions: PartitionCapacity[];
}

const UNIT_OF: Record<SharingStrategy, CapacityUnit> = {
  exclusive: 'gpu',
  mig: 'partition',
  'time-slicing': 'share',
  mps: 'share',
  vgpu: 'share',
};

/**
 * Counts what a device group holds.
 *
 * @public
 */
export function deviceGroupCapacity(group: DeviceGroup): DeviceGroupCapacity {
  const { nodes, perNode, sharing } = group;
  const gpus = isCount(nodes) && isCount(perNode) ? nodes * perNode : 0;
  const unit = lookup(UNIT_OF, sharing?.strategy) ?? 'gpu';
  const partitions =
    unit === 'partition'
      ? records(sharing.profiles)
          .filter(({ item }) => isCount(item.count))
          .map(({ item: { name, count } }) => ({
            profile: name,
            perDevice: count,
            total: count * gpus,
          }))
      : [];
  return { gpus, unit, ...unitsOf(unit, gpus, group, partitions), partitions };
}

function unitsOf(
  unit: CapacityUnit,
  gpus: number,
  { sharing }: DeviceGroup,
  partitions: PartitionCapacity[],
): { units?: number } {
  if (unit === 'gpu') {
    return { units: gpus };
  }
  if (unit === 'partition') {
    return partitions.length > 0
      ? { units: partitions.reduce((sum, { total }) => sum + total, 0) }
      : {};
  }
  return isCount(sharing.replicas) ? { units: sharing.replicas * gpus } : {};
}

/**
 * GPUs in all device groups of a pool.
 *
 * @public
 */
export function totalGpus(pool: GpuPoolEntityV1alpha1): number {
  return records(pool.spec?.devices).reduce(
    (sum, { item }) => sum + deviceGroupCapacity(item).gpus,
    0,
  );
}
