import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { vllmDeploymentInput } from './input';

export const example: FamilyExample<z.input<typeof vllmDeploymentInput>> = {
  description:
    'Two servers of a model on one GPU each, with the weights on the disk of the node',
  input: {
    source: {
      uri: 'hf://Qwen/Qwen3-8B',
      revision: 'b968826d9c46dd6066d109eabc6255188de91218',
    },
    engine: {},
    placement: { gpus: 1, allocation: 'device-plugin' },
    replicas: { min: 2 },
    runtime: { memory: '32Gi' },
    cache: { kind: 'ephemeral', size: '40Gi' },
  },
};
