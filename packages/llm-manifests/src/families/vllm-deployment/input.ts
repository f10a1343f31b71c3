import { z } from 'zod/v3';
import { dnsSubdomain, quantity } from '../../objects/fields';
import { engineSchema, sourceSchema } from '../../serving/engine';
import { placementSchema } from '../../serving/placement';
import { rolloutSchema } from '../../serving/rollout';
import { replicasSchema, runtimeSchema } from '../../serving/runtime';

/** Fields of the family `vllm-deployment`. */
export const vllmDeploymentInput = z
  .object({
    source: sourceSchema,
    engine: engineSchema,
    placement: placementSchema,
    nodes: z
      .number()
      .int()
      .min(1)
      .max(64)
      .default(1)
      .describe(
        'Nodes that one server spans; more than one where the model fits on none.',
      ),
    replicas: replicasSchema.default({}),
    runtime: runtimeSchema,
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
