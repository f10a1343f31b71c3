import { Accelerator } from '../Accelerator';
import { whole } from './mig';
import { mib } from './sizes';

/** NVIDIA GPUs of the Ada Lovelace generation. None of them can be partitioned. */
export const nvidiaAda: Accelerator[] = [
  {
    id: 'nvidia-l4-24gb',
    title: 'NVIDIA L4 24 GB',
    vendor: 'nvidia',
    memoryBytes: mib(23034),
    ...whole,
    source: 'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797',
  },
  {
    id: 'nvidia-l40s-48gb',
    title: 'NVIDIA L40S 48 GB',
    vendor: 'nvidia',
    memoryBytes: mib(46068),
    ...whole,
    source: 'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797',
  },
  {
    id: 'nvidia-rtx-6000-ada-48gb',
    title: 'NVIDIA RTX 6000 Ada 48 GB',
    vendor: 'nvidia',
    memoryBytes: mib(49140),
    ...whole,
    source:
      'nvidia-smi listings of the RTX 6000 Ada Generation in public repositories, error correction off',
  },
];
