import { Accelerator } from '../Accelerator';
import { sevenSlices, whole } from './mig';
import { mib } from './sizes';

const a100Sizes =
  'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797';

const a100With40 = {
  vendor: 'nvidia' as const,
  memoryBytes: mib(40960),
  ...sevenSlices({
    '1g': ['1g.5gb', 4.75],
    '1g+me': ['1g.5gb+me', 4.75],
    '1g wide': ['1g.10gb', 9.62],
    '2g': ['2g.10gb', 9.62],
    '3g': ['3g.20gb', 19.5],
    '4g': ['4g.20gb', 19.5],
    '7g': ['7g.40gb', 39.25],
  }),
  source: `${a100Sizes}; partitions: NVIDIA MIG User Guide, memory from nvidia-smi mig -lgip listings of the A100 40 GB in public repositories`,
};

const a100With80 = {
  vendor: 'nvidia' as const,
  memoryBytes: mib(81920),
  ...sevenSlices({
    '1g': ['1g.10gb', 9.5],
    '1g+me': ['1g.10gb+me', 9.5],
    '1g wide': ['1g.20gb', 19.5],
    '2g': ['2g.20gb', 19.5],
    '3g': ['3g.40gb', 39.25],
    '4g': ['4g.40gb', 39.25],
    '7g': ['7g.80gb', 79],
  }),
  source: `${a100Sizes}; partitions: NVIDIA MIG User Guide, memory from nvidia-smi mig -lgip listings of the A100 80 GB in public repositories`,
};

/** NVIDIA GPUs of the Ampere generation. */
export const nvidiaAmpere: Accelerator[] = [
  {
    id: 'nvidia-a10-24gb',
    title: 'NVIDIA A10 24 GB',
    vendor: 'nvidia',
    memoryBytes: mib(23028),
    ...whole,
    source: a100Sizes,
  },
  {
    id: 'nvidia-a100-pcie-40gb',
    title: 'NVIDIA A100 PCIe 40 GB',
    ...a100With40,
  },
  { id: 'nvidia-a100-sxm-40gb', title: 'NVIDIA A100 SXM 40 GB', ...a100With40 },
  {
    id: 'nvidia-a100-pcie-80gb',
    title: 'NVIDIA A100 PCIe 80 GB',
    ...a100With80,
  },
  { id: 'nvidia-a100-sxm-80gb', title: 'NVIDIA A100 SXM 80 GB', ...a100With80 },
];
