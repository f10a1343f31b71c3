/**
 * A partition that an accelerator can be cut into, such as a MIG profile.
 *
 * @public
 */
export interface PartitionProfile {
  /** The vendor's name, such as `1g.10gb`. */
  readonly name: string;
  /** Memory that a workload sees in the partition, in bytes: a little below what the name says. */
  readonly memoryBytes: number;
  /** Share of the accelerator's compute slices. A partition costs this share of its price. */
  readonly computeSlices: number;
  /** Share of the accelerator's memory slices. */
  readonly memorySlices: number;
  /** Most partitions of this profile on one accelerator. */
  readonly maxPerDevice: number;
}

/**
 * What sizing knows of an accelerator.
 *
 * @public
 */
export interface Accelerator {
  /** Vendor, model, form factor where there are several, and memory, such as `nvidia-h100-sxm-80gb`. */
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** Who makes it. */
  readonly vendor: 'nvidia' | 'amd';
  /** Memory that the driver reports for a whole device, in bytes; the nominal size where no report was found. */
  readonly memoryBytes: number;
  /** Compute slices of a whole device; 1 where it cannot be partitioned. */
  readonly computeSlices: number;
  /** Memory slices of a whole device; 1 where it cannot be partitioned. */
  readonly memorySlices: number;
  /** Partitions that the device can be cut into; empty where it cannot. */
  readonly partitionProfiles: readonly PartitionProfile[];
  /** Where the figures come from. */
  readonly source: string;
}
