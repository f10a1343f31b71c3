import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { draClaimInput } from './input';

export const example: FamilyExample<z.input<typeof draClaimInput>> = {
  description:
    'A claim that any GPU with 24 GB of a generation that knows fp8 meets',
  input: {
    claims: [
      {
        name: 'one-24gb-gpu',
        namespace: 'assistants-prod',
        requests: [
          {
            name: 'gpu',
            devices: {
              select: {
                memoryGb: 24,
                architectures: ['Ada Lovelace', 'Hopper', 'Blackwell'],
              },
            },
          },
        ],
      },
    ],
  },
};
