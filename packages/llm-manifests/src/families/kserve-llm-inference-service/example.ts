import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { kserveLlmInput } from './input';

export const example: FamilyExample<z.input<typeof kserveLlmInput>> = {
  description: 'A model over two GPUs of a node, on two servers',
  input: {
    source: {
      uri: 'hf://Qwen/Qwen3-32B',
      revision: '9216db5781bf21249d130ec9da846c4624c16137',
    },
    engine: { tensorParallel: 2 },
    placement: { gpus: 2, allocation: 'device-plugin' },
    replicas: { min: 2 },
    runtime: { cpu: '8', cpuLimit: '16', memory: '64Gi' },
  },
};
