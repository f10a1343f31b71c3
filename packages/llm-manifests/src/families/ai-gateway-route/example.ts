import type { z } from 'zod/v3';
import type { FamilyExample } from '../Family';
import type { aiGatewayRouteInput } from './input';

export const example: FamilyExample<z.input<typeof aiGatewayRouteInput>> = {
  description: 'The model behind the gateway, with a million tokens a day',
  beside: 'vllm-deployment',
  input: {
    limits: [
      { count: 'total-tokens', amount: 1_000_000, per: 'day', by: 'everyone' },
    ],
  },
};
