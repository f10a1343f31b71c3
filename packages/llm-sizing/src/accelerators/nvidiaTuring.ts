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
    memoryBytesPerSecond: gbPerSecond(300),
    // It does not compute in bf16.
    throughput: { fp16: tera(65), int8: tera(130) },
    engine: turing,
    peerAccess: [{ kind: 'pcie', bytesPerSecond: gbPerSecond(32) }],
    kubernetes: nvidiaNames('Turing', 'Tesla T4'),
    ...whole,
    source:
      'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797; compute, bandwidth and PCIe: NVIDIA T4 data sheet',
  },
];
