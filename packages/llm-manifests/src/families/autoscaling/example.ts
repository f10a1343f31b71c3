import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { autoscalingInput } from './input';

export const example: FamilyExample<z.input<typeof autoscalingInput>> = {
  description: 'As many servers as the waiting requests need',
  beside: 'vllm-deployment',
  input: {
    replicas: { min: 1, max: 4 },
    by: {
      kind: 'keda',
      triggers: [{ metric: 'requests-waiting', target: 5 }],
    },
  },
};
