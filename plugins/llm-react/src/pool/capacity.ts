import { findAccelerator } from '@modelyard/llm-sizing';
import { dayOf } from '@modelyard/llm-units';
import {
  currentGpuPrice,
  type DeviceAllocation,
  type DeviceGroup,
  type DeviceInterconnect,
  type GpuPoolEntityV1alpha1,
  type GpuPrice,
  type SharingStrategy,
} from '@modelyard/plugin-llm-common';
import { nextPrice } from '../prices';

/**
 * What a quota of a device group counts: whole GPUs, partitions of a GPU, or
 * shares of one.
 *
 * @public
 */
export type CapacityUnit = 'gpu' | 'partition' | 'share';

/**
 * One partition profile of a device group.
 *
 * @public
 */
export interface PartitionCapacity {
  /** The vendor's name of the profile, such as `1g.10gb`. */
  readonly profile: string;
  readonly perGpu: number;
  /** Partitions of this profile in the whole group. */
  readonly total: number;
  /** Memory of one partition; undefined for a profile that is not known. */
  readonly memoryBytes?: number;
}

/**
 * What one device group holds, as its entity declares it.
 *
 * @public
 */
export interface DeviceGroupCapacity {
  readonly name: string;
  readonly accelerator: {
    /** Id as declared. */
    readonly id: string;
    /** Undefined when the id is not in the accelerator table. */
    readonly title?: string;
    readonly memoryBytes?: number;
  };
  readonly nodes: number;
  readonly perNode: number;
  /** Nodes times GPUs per node. */
  readonly gpus: number;
  readonly allocation: DeviceAllocation;
  readonly sharing: SharingStrategy;
  /** Workloads that share one GPU, where sharing counts them. */
  readonly sharesPerGpu?: number;
  readonly partitions: readonly PartitionCapacity[];
  readonly unit: CapacityUnit;
  /** What quotas are measured against; undefined where the entity leaves the sharing open. */
  readonly units?: number;
  readonly interconnect?: DeviceInterconnect;
  /** Node labels as `key=value`, sorted. */
  readonly nodeSelector: readonly string[];
  /** Price of one whole GPU for an hour. */
  readonly price?: GpuPrice;
  /** The price that follows, where one is announced. */
  readonly nextPrice?: GpuPrice;
}

const unitOf: Record<SharingStrategy, CapacityUnit> = {
  exclusive: 'gpu',
  mig: 'partition',
  'time-slicing': 'share',
  mps: 'share',
  vgpu: 'share',
};

function unitsOf(
  group: DeviceGroup,
  partitions: readonly PartitionCapacity[],
): number | undefined {
  const gpus = group.nodes * group.perNode;
  switch (unitOf[group.sharing.strategy]) {
    case 'gpu':
      return gpus;
    case 'partition':
      return partitions.length > 0
        ? partitions.reduce((sum, partition) => sum + partition.total, 0)
        : undefined;
    default:
      return group.sharing.replicas && gpus * group.sharing.replicas;
  }
}

/** What of a device group does not depend on the day. */
function describe(group: DeviceGroup): DeviceGroupCapacity {
  const known = findAccelerator(group.accelerator);
  const gpus = group.nodes * group.perNode;
  const partitions = (group.sharing.profiles ?? []).map(layout => ({
    profile: layout.name,
    perGpu: layout.count,
    total: layout.count * gpus,
    memoryBytes: known?.partitionProfiles.find(
      profile => profile.name === layout.name,
    )?.memoryBytes,
  }));
  return {
    name: group.name,
    accelerator: {
      id: group.accelerator,
      title: known?.title,
      memoryBytes: known?.memoryBytes,
    },
    nodes: group.nodes,
    perNode: group.perNode,
    gpus,
    allocation: group.allocation,
    sharing: group.sharing.strategy,
    sharesPerGpu: group.sharing.replicas,
    partitions,
    unit: unitOf[group.sharing.strategy],
    units: unitsOf(group, partitions),
    interconnect: group.interconnect,
    nodeSelector: Object.entries(group.nodeSelector ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  };
}

/** The price that follows: the device group's own, else the pool's. */
function nextPriceOf(
  pricing: readonly GpuPrice[] | undefined,
  group: string,
  day: string,
): GpuPrice | undefined {
  const own = pricing?.filter(price => price.devices === group) ?? [];
  const general = pricing?.filter(price => price.devices === undefined);
  return nextPrice(own.length > 0 ? own : general, day);
}

/**
 * Reads what each device group of a pool declares. Nothing here is measured.
 *
 * @param options - `now` picks the prices
 * @public
 */
export function capacityOf(options: {
  pool: GpuPoolEntityV1alpha1;
  now: Date;
}): DeviceGroupCapacity[] {
  const { pool, now } = options;
  const { devices, pricing } = pool.spec;
  return devices.map(group => ({
    ...describe(group),
    price: currentGpuPrice({ entity: pool, devices: group.name, now }),
    nextPrice: nextPriceOf(pricing, group.name, dayOf(now)),
  }));
}

/**
 * What a device group's quotas count, and how many of it there are.
 *
 * @returns `units` is undefined where the entity leaves the sharing open
 * @public
 */
export function quotaUnitsOf(
  group: DeviceGroup,
): Pick<DeviceGroupCapacity, 'unit' | 'units'> {
  const { unit, units } = describe(group);
  return { unit, units };
}
