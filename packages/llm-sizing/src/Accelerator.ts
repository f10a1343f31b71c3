import { EngineSupport } from './EngineSupport';

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
 * What an accelerator can compute at most, in operations per second, on dense matrices: the figures that count on sparsity
 * are twice as high and do not apply to served models.
 *
 * @public
 */
export interface DenseThroughput {
  readonly fp16?: number;
  readonly bf16?: number;
  readonly fp8?: number;
  readonly int8?: number;
  readonly fp4?: number;
}

/**
 * How accelerators of a node reach each other's memory without the host.
 *
 * @public
 */
export interface PeerAccess {
  readonly kind: 'nvlink' | 'infinity-fabric' | 'pcie';
  /** Bytes per second of one accelerator, both directions together. */
  readonly bytesPerSecond?: number;
  /** Accelerators that reach each other at that rate, this one among them. */
  readonly devices?: number;
  /** Whether it takes a part that is bought separately, such as a bridge over two cards. */
  readonly optional?: boolean;
}

/**
 * How a Kubernetes cluster names an accelerator.
 *
 * @public
 */
export interface KubernetesNames {
  /** The resource that the vendor's device plugin counts whole devices by. */
  readonly resourceName: string;
  /** Product names that the driver reports: the DRA attribute `productName`. */
  readonly productNames: readonly string[];
  /** The node label that names the product. */
  readonly productLabel: string;
  /** What that label says. Time-slicing may append `-SHARED`, MIG strategy `single` the profile. */
  readonly productLabelValues: readonly string[];
  /** The DRA driver's name, which its attributes begin with. */
  readonly draDriver?: string;
  /** What the DRA attribute `architecture` says. */
  readonly draArchitecture?: string;
}

/**
 * What sizing knows of an accelerator. What is absent was not found; nothing is guessed.
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
  /** The vendor's name of the generation, such as `Hopper` or `CDNA3`. */
  readonly architecture: string;
  /** CUDA compute capability, such as `9.0`; NVIDIA only. */
  readonly computeCapability?: string;
  /** Memory that the driver reports for a whole device, in bytes; the nominal size where no report was found. */
  readonly memoryBytes: number;
  /** What the memory can deliver at most, in bytes per second. */
  readonly memoryBytesPerSecond?: number;
  /** What it computes at most, for each number format. A format that it does not compute in is absent. */
  readonly throughput?: DenseThroughput;
  /** What vLLM can do on it. */
  readonly engine: EngineSupport;
  /** How it reaches other devices of its node, fastest first; absent where that is not known. */
  readonly peerAccess?: readonly PeerAccess[];
  /** How clusters name it. */
  readonly kubernetes?: KubernetesNames;
  /** Compute slices of a whole device; 1 where it cannot be partitioned. */
  readonly computeSlices: number;
  /** Memory slices of a whole device; 1 where it cannot be partitioned. */
  readonly memorySlices: number;
  /** Partitions that the device can be cut into; empty where it cannot. */
  readonly partitionProfiles: readonly PartitionProfile[];
  /** Where the figures come from. */
  readonly source: string;
}
