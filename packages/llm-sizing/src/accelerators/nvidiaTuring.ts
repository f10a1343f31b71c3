import { Accelerator } from '../Accelerator';
import { turing } from './engineSupport';
import { nvidiaNames } from './kubernetesNames';
import { whole } from './mig';
import { gbPerSecond, mib, tera } from './sizes';

/** NVIDIA GPUs of the Turing generation. */
export const nvidiaTuring: Accelerator[] = [
  {
    id: 'nvidia-t4-16gb',
    title: 'NVIDIA T4 16 GB',
    vendor: 'nvidia',
    architecture: 'Turing',
    computeCapability: '7.5',
    memoryBytes: mib(15360),
    // 10 Gbit/s on 256 lines. The data sheet has 300, the product page "320+".
    memoryBytesPerSecond: gbPerSecond(320),
    // It does not compute in bf16.
    throughput: { fp16: tera(65), int8: tera(130) },
    engine: turing,
    peerAccess: [{ kind: 'pcie', bytesPerSecond: gbPerSecond(32) }],
    kubernetes: nvidiaNames('Turing', 'Tesla T4'),
    ...whole,
    source:
      'memory: nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797; compute, bandwidth and PCIe: NVIDIA T4, nvidia.com/en-us/data-center/tesla-t4, as public repositories quote it; fp16 and int8 also Lightning-AI/pytorch-lightning, fabric/utilities/throughput.py; bandwidth also sysrqmts.com/en/gpus/nvidia/tesla/t4',
  },
];
