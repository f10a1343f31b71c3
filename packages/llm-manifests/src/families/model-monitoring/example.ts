import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { modelMonitoringInput } from './input';

export const example: FamilyExample<z.input<typeof modelMonitoringInput>> = {
  description:
    'Metrics of the server, with an alert after five minutes without an answer',
  beside: 'vllm-deployment',
  input: {
    alerts: { downAfter: '5m' },
  },
};
