import { findAccelerator } from '@modelyard/llm-sizing';
import {
  currentGpuPrice,
  deviceGroupCapacity,
  nextGpuPrice,
  type DeviceAllocation,
  type DeviceGroup,
  type DeviceGroupCapacity,
  type DeviceInterconnect,
  type GpuPoolEntityV1alpha1,
  type GpuPrice,
  type PartitionCapacity,
  type SharingStrategy,
} from '@modelyard/plugin-llm-common';

/**
 * Partitions of one profile, and how large one is.
 *
 * @public
 */
export interface DescribedPartition extends PartitionCapacity {
  /** Memory of one partition; undefined for a profile that is not known. */
  readonly memoryBytes?: number;
}

/**
 * What one device group holds, as its entity declares it, and what is known of
 * its accelerator.
 *
 * @public
 */
export interface DescribedDeviceGroup extends DeviceGroupCapacity {
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
  readonly allocation: DeviceAllocation;
  readonly sharing: SharingStrategy;
  /** Workloads that share one GPU, where sharing counts them. */
  readonly sharesPerGpu?: number;
  readonly partitions: DescribedPartition[];
  readonly interconnect?: DeviceInterconnect;
  /** Node labels as `key=value`, sorted. */
  readonly nodeSelector: readonly string[];
  /** Price of one whole GPU for an hour. */
  readonly price?: GpuPrice;
  /** The price that follows, where one is announced. */
  readonly nextPrice?: GpuPrice;
}

/** What of a device group does not depend on the day. */
function describe(group: DeviceGroup): DescribedDeviceGroup {
  const known = findAccelerator(group.accelerator);
  const capacity = deviceGroupCapacity(group);
  return {
    ...capacity,
    name: group.name,
    accelerator: {
      id: group.accelerator,
      title: known?.title,
      memoryBytes: known?.memoryBytes,
    },
    nodes: group.nodes,
    perNode: group.perNode,
    allocation: group.allocation,
    sharing: group.sharing.strategy,
    sharesPerGpu: group.sharing.replicas,
    partitions: capacity.partitions.map(partition => ({
      ...partition,
      memoryBytes: known?.partitionProfiles.find(
        ({ name }) => name === partition.profile,
      )?.memoryBytes,
    })),
    interconnect: group.interconnect,
    nodeSelector: Object.entries(group.nodeSelector ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  };
}

/**
 * Reads what each device group of a pool declares. Nothing here is measured.
 *
 * @param options - `now` picks the prices
 * @public
 */
export function describePool(options: {
  pool: GpuPoolEntityV1alpha1;
  now: Date;
}): DescribedDeviceGroup[] {
  const { pool, now } = options;
  return pool.spec.devices.map(group => {
    const devices = group.name;
    return {
      ...describe(group),
      price: currentGpuPrice({ entity: pool, devices, now }),
      nextPrice: nextGpuPrice({ entity: pool, devices, now }),
    };
  });
}

/**
 * Device groups that cost the same.
 *
 * @public
 */
export interface PricedDeviceGroups {
  /** Names of the device groups. */
  readonly devices: readonly string[];
  readonly price?: GpuPrice;
  readonly nextPrice?: GpuPrice;
}

/**
 * Puts the device groups together that have the same price, now and next.
 *
 * @public
 */
export function pricedTogether(
  groups: readonly DescribedDeviceGroup[],
): PricedDeviceGroups[] {
  const keyOf = (price: GpuPrice | undefined) =>
    price && [price.from, price.currency, price.perGpuHour].join(' ');
  const byPrice = new Map<string, { devices: string[] } & PricedDeviceGroups>();
  for (const { name, price, nextPrice } of groups) {
    const key = `${keyOf(price)}, ${keyOf(nextPrice)}`;
    const together = byPrice.get(key) ?? { devices: [], price, nextPrice };
    together.devices.push(name);
    byPrice.set(key, together);
  }
  return [...byPrice.values()];
}
