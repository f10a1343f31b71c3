import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { kserveInferenceServiceInput } from './input';

export const example: FamilyExample<
  z.input<typeof kserveInferenceServiceInput>
> = {
  description: 'A model on one GPU, which KServe loads',
  input: {
    source: {
      uri: 'hf://Qwen/Qwen3-8B',
      revision: 'b968826d9c46dd6066d109eabc6255188de91218',
    },
    engine: {},
    placement: { gpus: 1, allocation: 'device-plugin' },
    runtime: { memory: '32Gi' },
  },
};
