import { PartitionProfile } from '../Accelerator';
import { gib } from './sizes';

/**
 * Compute and memory slices of a MIG profile, and how many fit: NVIDIA Multi-Instance GPU User Guide, chapter "Supported
 * MIG Profiles", columns "Fraction of SMs", "Fraction of Memory" and "Number of Instances Available".
 */
const SEVEN_SLICES = {
  '1g': { computeSlices: 1, memorySlices: 1, maxPerDevice: 7 },
  '1g+me': { computeSlices: 1, memorySlices: 1, maxPerDevice: 1 },
  '1g wide': { computeSlices: 1, memorySlices: 2, maxPerDevice: 4 },
  '2g': { computeSlices: 2, memorySlices: 2, maxPerDevice: 3 },
  '3g': { computeSlices: 3, memorySlices: 4, maxPerDevice: 2 },
  '4g': { computeSlices: 4, memorySlices: 4, maxPerDevice: 1 },
  '7g': { computeSlices: 7, memorySlices: 8, maxPerDevice: 1 },
};

type Shape = keyof typeof SEVEN_SLICES;

/**
 * The profiles of a GPU with seven compute and eight memory slices.
 *
 * @param profiles - For each shape the name and the memory that `nvidia-smi mig -lgip` lists, in GiB. Drivers differ in
 *   the last quarter of a GiB: the least that was found counts.
 */
export function sevenSlices(
  profiles: Record<Shape, readonly [name: string, memoryGib: number]>,
) {
  return {
    computeSlices: 7,
    memorySlices: 8,
    partitionProfiles: (Object.keys(SEVEN_SLICES) as Shape[]).map(
      (shape): PartitionProfile => {
        const [name, memoryGib] = profiles[shape];
        return {
          name,
          memoryBytes: gib(memoryGib),
          ...SEVEN_SLICES[shape],
        };
      },
    ),
  };
}

/** A GPU that cannot be partitioned. */
export const whole = {
  computeSlices: 1,
  memorySlices: 1,
  partitionProfiles: [],
};
