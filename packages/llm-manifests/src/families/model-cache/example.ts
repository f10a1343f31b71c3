import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { modelCacheInput } from './input';

export const example: FamilyExample<z.input<typeof modelCacheInput>> = {
  description: 'The image of the server on every node before it is needed',
  beside: 'vllm-deployment',
  input: {
    by: 'pre-pull',
    nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
  },
};
