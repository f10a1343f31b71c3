import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { inferencePoolInput } from './input';

export const example: FamilyExample<z.input<typeof inferencePoolInput>> = {
  description: 'Each request goes to the server that answers it soonest',
  beside: 'vllm-deployment',
  input: {},
};
