import { Accelerator, PeerAccess } from '../Accelerator';
import { hopper } from './engineSupport';
import { nvidiaNames } from './kubernetesNames';
import { sevenSlices } from './mig';
import { gbPerSecond, mib, tera } from './sizes';

const hopperGpu = {
  vendor: 'nvidia' as const,
  architecture: 'Hopper',
  computeCapability: '9.0',
  engine: hopper,
};

const h100Figures =
  'compute: NVIDIA H100 architecture paper, as glennklockwood.com/garden/processors/h100 (SXM) quotes it, and for PCIe Lightning-AI/pytorch-lightning, fabric/utilities/throughput.py; bandwidth and NVLink: NVIDIA H100, nvidia.com/en-us/data-center/h100, and NVIDIA H100 PCIe product brief, PB-11133-001, as public repositories quote them';

/** The full chip, as on an SXM board; fp8 and int8 are twice as fast as 16 bits. */
const sxmThroughput = {
  fp16: tera(989.4),
  bf16: tera(989.4),
  fp8: tera(1978.9),
  int8: tera(1978.9),
};

/** H100 NVL and H200 NVL: half of the product pages' figures, which count on sparsity. */
const nvlThroughput = {
  fp16: tera(835.5),
  bf16: tera(835.5),
  fp8: tera(1670.5),
  int8: tera(1670.5),
};

const pcie: PeerAccess = { kind: 'pcie', bytesPerSecond: gbPerSecond(128) };
const board: PeerAccess[] = [
  { kind: 'nvlink', bytesPerSecond: gbPerSecond(900), devices: 8 },
  pcie,
];
const bridge: PeerAccess[] = [
  {
    kind: 'nvlink',
    bytesPerSecond: gbPerSecond(600),
    devices: 2,
    optional: true,
  },
  pcie,
];

const h100With80 = {
  ...hopperGpu,
  memoryBytes: mib(81559),
  ...sevenSlices({
    '1g': ['1g.10gb', 9.75],
    '1g+me': ['1g.10gb+me', 9.75],
    '1g wide': ['1g.20gb', 19.62],
    '2g': ['2g.20gb', 19.62],
    '3g': ['3g.40gb', 39.5],
    '4g': ['4g.40gb', 39.5],
    '7g': ['7g.80gb', 79.25],
  }),
  source: `nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797; ${h100Figures}; partitions: NVIDIA MIG User Guide, memory from the nvidia-smi mig -lgip listing in jbarrow.ai/field_notes/nvidia-mig`,
};

const h200 = {
  ...hopperGpu,
  // For both forms. A data sheet of 2024 (3512650) has 4.2 TB/s for the NVL, against the product page.
  memoryBytesPerSecond: gbPerSecond(4800),
  memoryBytes: mib(143771),
  ...sevenSlices({
    '1g': ['1g.18gb', 16],
    '1g+me': ['1g.18gb+me', 16],
    '1g wide': ['1g.35gb', 32.25],
    '2g': ['2g.35gb', 32.25],
    '3g': ['3g.71gb', 69.5],
    '4g': ['4g.71gb', 69.5],
    '7g': ['7g.141gb', 139.75],
  }),
  source:
    'nvidia-smi listings in public repositories; compute, bandwidth and NVLink: NVIDIA H200, nvidia.com/en-us/data-center/h200, as public repositories quote it, half of the compute, which counts on sparsity; partitions: NVIDIA MIG User Guide, memory from github.com/NVIDIA/mig-parted/issues/120',
};

/** NVIDIA GPUs of the Hopper generation. */
export const nvidiaHopper: Accelerator[] = [
  {
    id: 'nvidia-h100-pcie-80gb',
    title: 'NVIDIA H100 PCIe 80 GB',
    ...h100With80,
    memoryBytesPerSecond: gbPerSecond(2000),
    throughput: {
      fp16: tera(756),
      bf16: tera(756),
      fp8: tera(1513),
      int8: tera(1513),
    },
    peerAccess: bridge,
    kubernetes: nvidiaNames('Hopper', 'NVIDIA H100 PCIe'),
  },
  {
    id: 'nvidia-h100-sxm-80gb',
    title: 'NVIDIA H100 SXM 80 GB',
    ...h100With80,
    memoryBytesPerSecond: gbPerSecond(3350),
    throughput: sxmThroughput,
    peerAccess: board,
    kubernetes: nvidiaNames('Hopper', 'NVIDIA H100 80GB HBM3'),
  },
  {
    id: 'nvidia-h100-nvl-94gb',
    title: 'NVIDIA H100 NVL 94 GB',
    ...hopperGpu,
    // The product page rounds it to 3.9 TB/s.
    memoryBytesPerSecond: gbPerSecond(3938),
    throughput: nvlThroughput,
    peerAccess: bridge,
    kubernetes: nvidiaNames('Hopper', 'NVIDIA H100 NVL'),
    memoryBytes: mib(95830),
    ...sevenSlices({
      '1g': ['1g.12gb', 10.62],
      '1g+me': ['1g.12gb+me', 10.62],
      '1g wide': ['1g.24gb', 21.5],
      '2g': ['2g.24gb', 21.5],
      '3g': ['3g.47gb', 46.12],
      '4g': ['4g.47gb', 46.12],
      '7g': ['7g.94gb', 92.62],
    }),
    source:
      'nvidia-smi listings in public repositories; compute and NVLink: NVIDIA H100, nvidia.com/en-us/data-center/h100, bandwidth: NVIDIA H100 NVL product brief, PB-11773-001, as public repositories quote them; partitions: NVIDIA MIG User Guide, memory from github.com/NVIDIA/mig-parted/pull/101 and, lower, from listings in public repositories',
  },
  {
    id: 'nvidia-h200-nvl-141gb',
    title: 'NVIDIA H200 NVL 141 GB',
    ...h200,
    throughput: nvlThroughput,
    // Bridges over two or four cards.
    peerAccess: [
      {
        kind: 'nvlink',
        bytesPerSecond: gbPerSecond(900),
        devices: 4,
        optional: true,
      },
      pcie,
    ],
    kubernetes: nvidiaNames('Hopper', 'NVIDIA H200 NVL'),
  },
  {
    id: 'nvidia-h200-sxm-141gb',
    title: 'NVIDIA H200 SXM 141 GB',
    ...h200,
    throughput: sxmThroughput,
    peerAccess: board,
    kubernetes: nvidiaNames('Hopper', 'NVIDIA H200'),
  },
];
