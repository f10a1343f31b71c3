import { Accelerator, PartitionProfile, PeerAccess } from '../Accelerator';
import { blackwell, blackwellWorkstation } from './engineSupport';
import { nvidiaNames } from './kubernetesNames';
import { sevenSlices } from './mig';
import { gbPerSecond, gib, mib, tera } from './sizes';

// A partition is never smaller than the two halves that it could be cut into. Where no listing of a large profile was
// found, twice the next smaller one is a size that it certainly has.

/** The RTX PRO 6000 has four slices of each sort, and for each size variants with and without media engines. */
function fourSlices(options: {
  slices: number;
  name: string;
  memoryGib: number;
  variants: Record<string, number>;
}): PartitionProfile[] {
  return Object.entries(options.variants).map(([suffix, maxPerDevice]) => ({
    name: `${options.name}${suffix}`,
    memoryBytes: gib(options.memoryGib),
    computeSlices: options.slices,
    memorySlices: options.slices,
    maxPerDevice,
  }));
}

const pcie: PeerAccess = { kind: 'pcie', bytesPerSecond: gbPerSecond(128) };

const dataSheet =
  'NVIDIA Blackwell data sheet 3384703, as atineoSE/coding-model-seeks-gpu, sources/gb200_specs.md, quotes it, half where it counts on sparsity; compute also glennklockwood.com/garden/processors/B200';

/** NVIDIA GPUs of the Blackwell generation. */
export const nvidiaBlackwell: Accelerator[] = [
  {
    id: 'nvidia-b200-sxm-180gb',
    title: 'NVIDIA B200 SXM 180 GB',
    vendor: 'nvidia',
    architecture: 'Blackwell',
    computeCapability: '10.0',
    memoryBytes: mib(183359),
    // 3996 MHz on 7680 bits. The data sheet rounds it to 7.7 TB/s; the page of the DGX B200 has 8.
    memoryBytesPerSecond: gbPerSecond(7672),
    throughput: {
      fp16: tera(2250),
      bf16: tera(2250),
      fp8: tera(4500),
      int8: tera(4500),
      fp4: tera(9000),
    },
    engine: blackwell,
    peerAccess: [
      { kind: 'nvlink', bytesPerSecond: gbPerSecond(1800), devices: 8 },
      pcie,
    ],
    kubernetes: nvidiaNames('Blackwell', 'NVIDIA B200'),
    ...sevenSlices({
      '1g': ['1g.23gb', 20.5],
      '1g+me': ['1g.23gb+me', 20.5],
      '1g wide': ['1g.45gb', 44.25],
      '2g': ['2g.45gb', 44.25],
      '3g': ['3g.90gb', 2 * 44.25],
      '4g': ['4g.90gb', 2 * 44.25],
      '7g': ['7g.180gb', 4 * 44.25],
    }),
    source: `nvidia-smi listings in public repositories; compute and NVLink: ${dataSheet}; bandwidth: bus width and clock that the driver reports, github.com/pytorch/ao/pull/4002; partitions: NVIDIA MIG User Guide, memory from github.com/NVIDIA/mig-parted/pull/187; not confirmed: memory from 3g on, which is twice the next smaller`,
  },
  {
    id: 'nvidia-gb200-186gb',
    title: 'NVIDIA GB200 186 GB',
    vendor: 'nvidia',
    architecture: 'Blackwell',
    computeCapability: '10.0',
    memoryBytes: mib(189471),
    // 3996 MHz on 7936 bits; the data sheet rounds it to 8 TB/s.
    memoryBytesPerSecond: gbPerSecond(7928),
    throughput: {
      fp16: tera(2500),
      bf16: tera(2500),
      fp8: tera(5000),
      int8: tera(5000),
      fp4: tera(10000),
    },
    engine: blackwell,
    // A node has four of the 72 of a rack.
    peerAccess: [
      { kind: 'nvlink', bytesPerSecond: gbPerSecond(1800), devices: 72 },
    ],
    kubernetes: nvidiaNames('Blackwell', 'NVIDIA GB200'),
    ...sevenSlices({
      '1g': ['1g.23gb', 22],
      '1g+me': ['1g.23gb+me', 22],
      '1g wide': ['1g.47gb', 45.5],
      '2g': ['2g.47gb', 45.5],
      '3g': ['3g.93gb', 2 * 45.5],
      '4g': ['4g.93gb', 2 * 45.5],
      '7g': ['7g.186gb', 4 * 45.5],
    }),
    source: `nvidia-smi listings in public repositories; compute and NVLink: ${dataSheet}; bandwidth: what the driver reports, github.com/pytorch/pytorch/pull/172523; partitions: NVIDIA/mig-parted, config-default.yaml, memory from github.com/NVIDIA/mig-parted/issues/227; not confirmed: memory from 3g on, which is twice the next smaller`,
  },
  {
    id: 'nvidia-rtx-pro-6000-blackwell-96gb',
    title: 'NVIDIA RTX PRO 6000 Blackwell 96 GB',
    vendor: 'nvidia',
    architecture: 'Blackwell',
    computeCapability: '12.0',
    memoryBytes: mib(97887),
    // The Server Edition, 12481 MHz on 512 bits; the Workstation Edition has faster memory (1792 GB/s) and a higher clock.
    memoryBytesPerSecond: gbPerSecond(1597),
    // 188 multiprocessors of 1024 operations in 16 bits, at the 2430 MHz that the driver allows at most.
    throughput: {
      fp16: tera(467.8),
      bf16: tera(467.8),
      fp8: tera(935.6),
      int8: tera(935.6),
      fp4: tera(1871.2),
    },
    engine: blackwellWorkstation,
    peerAccess: [pcie],
    kubernetes: nvidiaNames(
      'Blackwell',
      'NVIDIA RTX PRO 6000 Blackwell Server Edition',
      'NVIDIA RTX PRO 6000 Blackwell Workstation Edition',
      'NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition',
    ),
    computeSlices: 4,
    memorySlices: 4,
    partitionProfiles: [
      ...fourSlices({
        slices: 1,
        name: '1g.24gb',
        memoryGib: 23.12,
        variants: { '': 4, '+me': 1, '+gfx': 4, '+me.all': 1, '-me': 4 },
      }),
      ...fourSlices({
        slices: 2,
        name: '2g.48gb',
        memoryGib: 46.5,
        variants: { '': 2, '+gfx': 2, '+me.all': 1, '-me': 2 },
      }),
      ...fourSlices({
        slices: 4,
        name: '4g.96gb',
        memoryGib: 2 * 46.5,
        variants: { '': 1, '+gfx': 1 },
      }),
    ],
    source:
      'nvidia-smi listings in public repositories, the bandwidth from their memory clock; compute: ai-dynamo/aiconfigurator, systems/rtx_pro_6000_server.yaml; partitions: NVIDIA MIG User Guide, memory from github.com/bigstack-oss/cubecos/issues/312, where newer drivers list more (github.com/GoogleCloudPlatform/container-engine-accelerators/pull/564); not confirmed: 4g of the older driver, which is twice 2g',
  },
];
