import { Accelerator } from '../Accelerator';
import { ada } from './engineSupport';
import { nvidiaNames } from './kubernetesNames';
import { whole } from './mig';
import { gbPerSecond, mib, tera } from './sizes';

const sizes =
  'nvidia-smi totals in github.com/modal-labs/modal-client/pull/2797';

const adaLovelace = {
  architecture: 'Ada Lovelace',
  computeCapability: '8.9',
  engine: ada,
  // PCIe 4.0, and no NVLink.
  peerAccess: [{ kind: 'pcie' as const, bytesPerSecond: gbPerSecond(64) }],
};

/** NVIDIA GPUs of the Ada Lovelace generation. None of them can be partitioned. */
export const nvidiaAda: Accelerator[] = [
  {
    id: 'nvidia-l4-24gb',
    title: 'NVIDIA L4 24 GB',
    vendor: 'nvidia',
    ...adaLovelace,
    memoryBytes: mib(23034),
    memoryBytesPerSecond: gbPerSecond(300),
    throughput: {
      fp16: tera(121),
      bf16: tera(121),
      fp8: tera(242.5),
      int8: tera(242.5),
    },
    kubernetes: nvidiaNames('Ada Lovelace', 'NVIDIA L4'),
    ...whole,
    source: `${sizes}; compute and bandwidth: NVIDIA L4, nvidia.com/en-us/data-center/l4, as public repositories quote it, half of its figures, which count on sparsity; the halves also yobitel.com/knowledge-base/nvidia-l4`,
  },
  {
    id: 'nvidia-l40s-48gb',
    title: 'NVIDIA L40S 48 GB',
    vendor: 'nvidia',
    ...adaLovelace,
    memoryBytes: mib(46068),
    memoryBytesPerSecond: gbPerSecond(864),
    throughput: {
      fp16: tera(362.05),
      bf16: tera(362.05),
      fp8: tera(733),
      int8: tera(733),
    },
    kubernetes: nvidiaNames('Ada Lovelace', 'NVIDIA L40S'),
    ...whole,
    source: `${sizes}; compute and bandwidth: NVIDIA L40S data sheet, as mullet.se/product.html?product_id=355414 quotes it; also ai-dynamo/aiconfigurator, systems/l40s.yaml`,
  },
  {
    id: 'nvidia-rtx-6000-ada-48gb',
    title: 'NVIDIA RTX 6000 Ada 48 GB',
    vendor: 'nvidia',
    ...adaLovelace,
    memoryBytes: mib(49140),
    memoryBytesPerSecond: gbPerSecond(960),
    throughput: {
      fp16: tera(364.2),
      bf16: tera(364.2),
      fp8: tera(728.5),
      int8: tera(728.5),
    },
    kubernetes: nvidiaNames('Ada Lovelace', 'NVIDIA RTX 6000 Ada Generation'),
    ...whole,
    source:
      'nvidia-smi listings of the RTX 6000 Ada Generation in public repositories, error correction off; bandwidth and 1457 TFLOPS of fp8 with sparsity: NVIDIA RTX 6000 Ada data sheet, as atineoSE/coding-model-seeks-gpu, sources/rtx6000ada_specs.md, quotes it; half and a quarter of that: VladislavDuma/gpu_specs',
  },
];
