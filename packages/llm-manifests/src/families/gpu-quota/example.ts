import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { gpuQuotaInput } from './input';

export const example: FamilyExample<z.input<typeof gpuQuotaInput>> = {
  description: 'Two groups that lend each other what is idle',
  input: {
    flavors: [
      { name: 'whole', devices: { allocation: 'device-plugin' }, total: 16 },
    ],
    cohort: { name: 'gpus' },
    quotas: [
      {
        name: 'assistants',
        group: 'group:default/assistants',
        namespaces: ['assistants-prod'],
        devices: [{ flavor: 'whole', guaranteed: 8, borrowable: 4 }],
        host: { cpu: '128', memory: '1Ti' },
      },
      {
        name: 'search',
        group: 'group:default/search',
        namespaces: ['search'],
        devices: [{ flavor: 'whole', guaranteed: 8 }],
        host: { cpu: '128', memory: '1Ti' },
      },
    ],
  },
};
