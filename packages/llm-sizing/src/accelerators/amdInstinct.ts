import { Accelerator, PeerAccess } from '../Accelerator';
import { cdna3 } from './engineSupport';
import { amdNames } from './kubernetesNames';
import { whole } from './mig';
import { gbPerSecond, gib, tera } from './sizes';

// AMD's partition modes change the whole device at once and are not described as profiles here.

const instinct = {
  vendor: 'amd' as const,
  architecture: 'CDNA3',
  throughput: {
    fp16: tera(1307.4),
    bf16: tera(1307.4),
    fp8: tera(2614.9),
    int8: tera(2614.9),
  },
  engine: cdna3,
  // Seven links of 128 GB/s, one to each of the other devices of a board.
  peerAccess: [
    {
      kind: 'infinity-fabric',
      bytesPerSecond: gbPerSecond(7 * 128),
      devices: 8,
    },
    { kind: 'pcie', bytesPerSecond: gbPerSecond(128) },
  ] satisfies PeerAccess[],
  ...whole,
};

/** AMD Instinct GPUs. */
export const amdInstinct: Accelerator[] = [
  {
    id: 'amd-mi300x-192gb',
    title: 'AMD Instinct MI300X 192 GB',
    ...instinct,
    // What a virtual machine sees of it; without one it is 300 MB more.
    memoryBytes: 205822885888,
    memoryBytesPerSecond: gbPerSecond(5300),
    kubernetes: amdNames('AMD Instinct MI300X OAM', 'AMD Instinct MI300X VF'),
    source:
      'rocm-smi --showmeminfo vram listings in public repositories; compute, bandwidth and links: AMD Instinct MI300X, amd.com/en/products/accelerators/instinct/mi300/mi300x.html, as public repositories quote it; also gpu.blog/gpus/instinct-mi300x-mi300x (links); labels of nodes in public repositories',
  },
  {
    id: 'amd-mi325x-256gb',
    title: 'AMD Instinct MI325X 256 GB',
    ...instinct,
    memoryBytes: gib(256),
    memoryBytesPerSecond: gbPerSecond(6000),
    kubernetes: amdNames('AMD Instinct MI325 OAM'),
    source:
      'compute and bandwidth: AMD Instinct MI325X data sheet, as awesomeagents.ai/hardware/amd-mi325x and docs.vultr.com/inference-cookbook/rocm quote it; links: wiaix.com/amd-instincttm-mi325x-accelerators; labels of nodes in public repositories; not confirmed: the memory, which is the nominal size',
  },
];
