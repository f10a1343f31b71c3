import { z } from 'zod/v3';
import { dnsSubdomain, quantity } from '../../objects/fields';
import { rolloutSchema } from '../../serving/rollout';
import { servingFields } from '../../serving/servingFields';

/** Fields of the family `vllm-deployment`. */
export const vllmDeploymentInput = z
  .object({
    ...servingFields,
    cache: z
      .discriminatedUnion('kind', [
        z
          .object({
            kind: z.literal('ephemeral'),
            size: quantity.describe(
              'Most disk space that downloaded weights take.',
            ),
          })
          .strict(),
        z
          .object({
            kind: z.literal('volume'),
            size: quantity.describe('Size of the volume.'),
          })
          .strict(),
        z
          .object({
            kind: z.literal('claim'),
            name: dnsSubdomain.describe('An existing PersistentVolumeClaim.'),
          })
          .strict(),
      ])
      .describe('Where weights from the hub are kept.'),
    rollout: rolloutSchema,
  })
  .strict();

export type VllmDeploymentInput = z.output<typeof vllmDeploymentInput>;
