import { Accelerator } from '../Accelerator';
import { whole } from './mig';
import { mib } from './sizes';

/** NVIDIA GPUs of the Turing generation. */
export const nvidiaTuring: Accelerator[] = [
  {
    id: 'nvidia-t4-16gb',
    title: 'NVIDIA T4 16 GB',
    vendor: 'nvidia',
    memoryBytes: mib(15360),
    ...whole,
    source: 'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797',
  },
];
