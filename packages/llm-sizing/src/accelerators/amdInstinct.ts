import { Accelerator } from '../Accelerator';
import { whole } from './mig';
import { gib } from './sizes';

// AMD's partition modes change the whole device at once and are not described as profiles here.

/** AMD Instinct GPUs. */
export const amdInstinct: Accelerator[] = [
  {
    id: 'amd-mi300x-192gb',
    title: 'AMD Instinct MI300X 192 GB',
    vendor: 'amd',
    memoryBytes: 205822885888,
    ...whole,
    source: 'rocm-smi --showmeminfo vram listings in public repositories',
  },
  {
    id: 'amd-mi325x-256gb',
    title: 'AMD Instinct MI325X 256 GB',
    vendor: 'amd',
    memoryBytes: gib(256),
    ...whole,
    source:
      'nominal size: AMD GPU specifications, rocm.docs.amd.com/en/latest/reference/gpu-specs.html',
  },
];
