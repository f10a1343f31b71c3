import { Accelerator, PeerAccess } from '../Accelerator';
import { ampere } from './engineSupport';
import { nvidiaNames } from './kubernetesNames';
import { sevenSlices, whole } from './mig';
import { gbPerSecond, mib, tera } from './sizes';

const a100Sizes =
  'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797';

const pcie: PeerAccess = { kind: 'pcie', bytesPerSecond: gbPerSecond(64) };

const a100 = {
  vendor: 'nvidia' as const,
  architecture: 'Ampere',
  computeCapability: '8.0',
  throughput: { fp16: tera(312), bf16: tera(312), int8: tera(624) },
  engine: ampere,
};

const a100Figures =
  'compute and bandwidth: NVIDIA A100 data sheet, as glennklockwood.com/garden/processors/A100 and thundercompute.com/blog/nvidia-a100-specs-full-guide quote it';

/** Twelve links, over a bridge to one neighbour or over switches to all eight of a board. */
const a100Bridge: PeerAccess[] = [
  {
    kind: 'nvlink',
    bytesPerSecond: gbPerSecond(600),
    devices: 2,
    optional: true,
  },
  pcie,
];
const a100Board: PeerAccess[] = [
  { kind: 'nvlink', bytesPerSecond: gbPerSecond(600), devices: 8 },
  pcie,
];

const a100With40 = {
  ...a100,
  memoryBytesPerSecond: gbPerSecond(1555),
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
  source: `${a100Sizes}; ${a100Figures}; NVLink: NVIDIA A100 40GB PCIe product brief, PB-10137-001; partitions: NVIDIA MIG User Guide, memory from nvidia-smi mig -lgip listings of the A100 40 GB in public repositories`,
};

const a100With80 = {
  ...a100,
  memoryBytes: mib(81920),
  ...sevenSlices({
    '1g': ['1g.10gb', 9.5],
    '1g+me': ['1g.10gb+me', 9.5],
    '1g wide': ['1g.20gb', 19.5],
    '2g': ['2g.20gb', 19.5],
    '3g': ['3g.40gb', 39.25],
    '4g': ['4g.40gb', 39.25],
    '7g': ['7g.80gb', 78.75],
  }),
  source: `${a100Sizes}; ${a100Figures}; NVLink as that of 40 GB; partitions: NVIDIA MIG User Guide, memory from nvidia-smi mig -lgip listings of the A100 80 GB in public repositories`,
};

/** NVIDIA GPUs of the Ampere generation. */
export const nvidiaAmpere: Accelerator[] = [
  {
    id: 'nvidia-a10-24gb',
    title: 'NVIDIA A10 24 GB',
    vendor: 'nvidia',
    architecture: 'Ampere',
    computeCapability: '8.6',
    memoryBytes: mib(23028),
    memoryBytesPerSecond: gbPerSecond(600),
    throughput: { fp16: tera(125), bf16: tera(125), int8: tera(250) },
    engine: ampere,
    peerAccess: [pcie],
    kubernetes: nvidiaNames('Ampere', 'NVIDIA A10'),
    ...whole,
    source: `${a100Sizes}; compute, bandwidth and PCIe: NVIDIA A10 data sheet, as astroC86/gpu-datasheet and winston-zhang-orz/gpu-specs quote it`,
  },
  {
    id: 'nvidia-a100-pcie-40gb',
    title: 'NVIDIA A100 PCIe 40 GB',
    ...a100With40,
    peerAccess: a100Bridge,
    kubernetes: nvidiaNames('Ampere', 'NVIDIA A100-PCIE-40GB'),
  },
  {
    id: 'nvidia-a100-sxm-40gb',
    title: 'NVIDIA A100 SXM 40 GB',
    ...a100With40,
    peerAccess: a100Board,
    kubernetes: nvidiaNames('Ampere', 'NVIDIA A100-SXM4-40GB'),
  },
  {
    id: 'nvidia-a100-pcie-80gb',
    title: 'NVIDIA A100 PCIe 80 GB',
    ...a100With80,
    memoryBytesPerSecond: gbPerSecond(1935),
    peerAccess: a100Bridge,
    kubernetes: nvidiaNames('Ampere', 'NVIDIA A100 80GB PCIe'),
  },
  {
    id: 'nvidia-a100-sxm-80gb',
    title: 'NVIDIA A100 SXM 80 GB',
    ...a100With80,
    memoryBytesPerSecond: gbPerSecond(2039),
    peerAccess: a100Board,
    kubernetes: nvidiaNames('Ampere', 'NVIDIA A100-SXM4-80GB'),
  },
];
