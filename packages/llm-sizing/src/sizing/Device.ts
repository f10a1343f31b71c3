import { Accelerator } from '../Accelerator';
import { known, knownCount } from './known';
import { Range, scaleRange } from './Range';

const GIB = 1024 ** 3;

/**
 * What a workload gets: a whole accelerator, a partition of it, or a share of its time and memory.
 *
 * @public
 */
export interface Device {
  readonly accelerator: Accelerator;
  readonly kind: 'gpu' | 'partition' | 'share';
  /** Name of the partition profile. */
  readonly profile?: string;
  /** Memory that the workload may use, in bytes. */
  readonly memoryBytes: number;
  /** Share of the accelerator's compute, and of its price. */
  readonly share: number;
  /** Only for a share: whether programs on it see its own memory alone, as in a virtual machine with a vGPU. */
  readonly seesOwnMemory?: boolean;
}

/**
 * A whole accelerator.
 *
 * @public
 */
export function wholeDevice(accelerator: Accelerator): Device {
  return {
    accelerator,
    kind: 'gpu',
    memoryBytes: accelerator.memoryBytes,
    share: 1,
  };
}

/**
 * A partition of an accelerator, such as the MIG profile `1g.10gb`.
 *
 * @returns Undefined where the accelerator has no such profile
 * @public
 */
export function partitionOf(
  accelerator: Accelerator,
  profile: string,
): Device | undefined {
  const found = accelerator.partitionProfiles.find(
    ({ name }) => name === profile,
  );
  return (
    found && {
      accelerator,
      kind: 'partition',
      profile,
      memoryBytes: found.memoryBytes,
      share: found.computeSlices / accelerator.computeSlices,
    }
  );
}

/**
 * One of several shares of an accelerator (time-slicing, MPS, vGPU). Memory is divided as time is: time-slicing itself
 * limits nothing, so that every workload must keep to its part.
 *
 * @param options - `replicas` workloads share the accelerator; `memoryLimitBytes` is the limit of each, where one is set;
 *   `seesOwnMemory` says that a program sees no more than its part, as with vGPU, but not with time-slicing and MPS
 * @returns Undefined where nobody says among how many it is shared
 * @public
 */
export function shareOf(options: {
  accelerator: Accelerator;
  replicas: number | undefined;
  memoryLimitBytes?: number;
  seesOwnMemory?: boolean;
}): Device | undefined {
  const { accelerator, seesOwnMemory } = options;
  const replicas = knownCount(options.replicas);
  if (replicas === undefined) {
    return undefined;
  }
  const part = accelerator.memoryBytes / replicas;
  return {
    accelerator,
    kind: 'share',
    // A limit above the part promises memory that others may have taken.
    memoryBytes: Math.min(part, known(options.memoryLimitBytes) ?? part),
    share: 1 / replicas,
    ...(seesOwnMemory ? { seesOwnMemory } : {}),
  };
}

/** Memory of a device that the engine may fill, and what of it belongs to neither weights nor requests. */
export interface DeviceBudget {
  readonly bytes: number;
  /** Memory that the engine leaves free. */
  readonly leftBytes: number;
  /** Kept by the driver: reported as memory of the device, but not given to programs. */
  readonly driver: Range;
  /** What a program's context on the device takes beyond the part that the engine leaves free. */
  readonly context: Range;
}

/** A program's context on the device: 0.33 to 0.62 GiB between an empty device and one program in start-up logs. */
const CONTEXT: Range = { low: 0.3 * GIB, high: 0.65 * GIB };

/**
 * The part of a device's memory that an engine may fill.
 *
 * PyTorch sees 79.19 GiB of an H100 of which `nvidia-smi` reports 79.65, 139.8 of 140.4 (H200), 44.5 of 45.0 (L40S) and
 * 22.05 of 22.5 (L4), and all of an MI300X (191.69): start-up logs of vLLM in public repositories.
 */
export function deviceBudget(
  device: Device,
  gpuMemoryUtilization: number,
): DeviceBudget {
  const { memoryBytes, kind, accelerator } = device;
  const left = memoryBytes * (1 - gpuMemoryUtilization);
  return {
    bytes: memoryBytes * gpuMemoryUtilization,
    leftBytes: left,
    driver: scaleRange(
      accelerator.vendor === 'amd' ? { low: 0, high: 0 } : driverBytes(device),
      gpuMemoryUtilization * (kind === 'share' ? device.share : 1),
    ),
    context: {
      low: Math.max(0, CONTEXT.low - left),
      high: Math.max(0, CONTEXT.high - left),
    },
  };
}

function driverBytes({ kind, accelerator, memoryBytes }: Device): Range {
  return kind === 'partition'
    ? { low: Math.min(0.05 * GIB, 0.01 * memoryBytes), high: 0.3 * GIB }
    : {
        low: 0.3 * GIB,
        high: Math.min(0.9 * GIB, 0.3 * GIB + 0.007 * accelerator.memoryBytes),
      };
}
