// Generated from GpuPool.v1alpha1.schema.json by "yarn generate". Change the schema, not this file.

/**
 * Which scheduler hands out the devices.
 *
 * @public
 */
export type GpuPoolType = 'kubernetes' | 'slurm';
/**
 * How far the pool has come. Nothing new is placed on a deprecated or retired pool.
 *
 * @public
 */
export type GpuPoolLifecycle =
  | 'experimental'
  | 'staging'
  | 'production'
  | 'deprecated'
  | 'retired';
/**
 * How a workload asks for a device: dynamic resource allocation or the device plugin on Kubernetes, generic resources on Slurm.
 *
 * @public
 */
export type DeviceAllocation = 'dra' | 'device-plugin' | 'gres';
/**
 * Exclusive gives a whole device, mig a partition of it, time-slicing, mps and vgpu a share.
 *
 * @public
 */
export type SharingStrategy =
  | 'exclusive'
  | 'mig'
  | 'time-slicing'
  | 'mps'
  | 'vgpu';
/**
 * The fastest link between the devices.
 *
 * @public
 */
export type InterconnectKind =
  | 'pcie'
  | 'nvlink'
  | 'infinity-fabric'
  | 'infiniband'
  | 'roce'
  | 'ethernet';
/**
 * How far the link reaches at full speed.
 *
 * @public
 */
export type InterconnectSpan = 'node' | 'rack' | 'pool';

/**
 * What the pool holds, where it is and who owns it.
 *
 * @public
 */
export type GpuPoolSpec = {
  type: GpuPoolType;
  lifecycle: GpuPoolLifecycle;
  /**
   * Entity reference of the group or user that owns the pool. A name alone means a group.
   */
  owner: string;
  /**
   * Entity reference of the system that the pool belongs to.
   */
  system?: string;
  /**
   * Name of the Kubernetes cluster as the portal's Kubernetes plugin knows it, or of the Slurm controller.
   */
  cluster: string;
  /**
   * Slurm partition. Required for a Slurm pool, and only there.
   */
  partition?: string;
  /**
   * Region that the devices stand in, in the organisation's own words.
   */
  region?: string;
  /**
   * Classes of data that may be processed on the pool.
   */
  allowedDataClasses?: string[];
  /**
   * The device groups of the pool. All devices of a group are equal.
   */
  devices: DeviceGroup[];
  /**
   * Name of the queue (LocalQueue) of Kueue that work on the pool waits in, in the namespaces of the groups that have a quota. Without it nothing that is served on the pool waits in a queue. Only for a Kubernetes pool.
   */
  queue?: string;
  /**
   * How many devices a group may hold. This is the wish; the cluster's own quota is the truth.
   */
  quotas?: GpuQuota[];
  /**
   * Prices, each from its day until the next one for the same devices.
   */
  pricing?: GpuPrice[];
};
/**
 * Equal devices on equal nodes, shared in one way.
 *
 * @public
 */
export type DeviceGroup = {
  /**
   * Name of the group within the pool: lower-case letters, digits and hyphens, at most 63.
   */
  name: string;
  /**
   * Id of the accelerator, with its form factor and memory.
   */
  accelerator: string;
  /**
   * Number of nodes in the group.
   */
  nodes: number;
  /**
   * Number of accelerators in each node.
   */
  perNode: number;
  allocation: DeviceAllocation;
  sharing: DeviceSharing;
  /**
   * Node labels that select the nodes of the group.
   */
  nodeSelector?: {
    [k: string]: string;
  };
  /**
   * Resource that the device plugin counts the devices by, where it is not the usual one: nvidia.com/gpu for whole GPUs, nvidia.com/mig-<profile> for partitions, nvidia.com/gpu.shared for shares.
   */
  resourceName?: string;
  interconnect?: DeviceInterconnect;
};
/**
 * How several workloads share one device.
 *
 * @public
 */
export type DeviceSharing = {
  strategy: SharingStrategy;
  /**
   * Only for mig: the partitions that each device is cut into.
   */
  profiles?: PartitionLayout[];
  /**
   * Only for time-slicing, mps and vgpu: how many workloads share one device.
   */
  replicas?: number;
};
/**
 * So many partitions of one profile on each device.
 *
 * @public
 */
export type PartitionLayout = {
  /**
   * Profile name as the vendor has it.
   */
  name: string;
  /**
   * Partitions of this profile on each device.
   */
  count: number;
};
/**
 * What joins the devices, and how far it reaches.
 *
 * @public
 */
export type DeviceInterconnect = {
  kind: InterconnectKind;
  span: InterconnectSpan;
};
/**
 * The share of one group in one device group.
 *
 * @public
 */
export type GpuQuota = {
  /**
   * Entity reference of the group.
   */
  group: string;
  /**
   * Name of the device group.
   */
  devices: string;
  /**
   * Most units that the group may hold: GPUs when exclusive, partitions with mig, shares otherwise.
   */
  limit: number;
  /**
   * Units that the group may borrow beyond its limit while others do not use them.
   */
  borrowable?: number;
  /**
   * Kubernetes namespaces that the group works in, which the quota holds for.
   */
  namespaces?: string[];
};
/**
 * The price of a GPU-hour from one day on. A partition costs its share of compute slices.
 *
 * @public
 */
export type GpuPrice = {
  /**
   * First day of the price, as 2026-01-31, in UTC.
   */
  from: string;
  /**
   * ISO 4217 code of the currency.
   */
  currency: string;
  /**
   * Name of the device group that the price is for. Without it the price is for every group that has none of its own.
   */
  devices?: string;
  /**
   * Price of one whole accelerator for one hour.
   */
  perGpuHour: number;
};
