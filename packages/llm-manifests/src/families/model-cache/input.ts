import { z } from 'zod/v3';
import {
  dnsLabel,
  dnsSubdomain,
  labels,
  line,
  quantity,
} from '../../objects/fields';
import { sourceSchema } from '../../serving/engine';

const source = sourceSchema
  .optional()
  .describe('What is kept; the model that the intent serves where absent.');

const someLabels = labels.refine(value => Object.keys(value).length > 0, {
  message: 'must have at least one label',
});

const kserveSchema = z
  .object({
    by: z.literal('kserve'),
    source,
    scope: z
      .enum(['namespace', 'cluster'])
      .default('namespace')
      .describe('Who may serve from it.'),
    size: quantity.describe('Disk space that the model takes.'),
    nodeGroups: z
      .array(dnsSubdomain)
      .min(1)
      .max(16)
      .describe('LocalModelNodeGroups whose nodes keep it.'),
    newGroup: z
      .object({
        name: dnsSubdomain.describe('Name; it must stand in nodeGroups.'),
        limit: quantity.describe('Disk space of each node for all models.'),
        storageClass: dnsSubdomain.describe('StorageClass of local volumes.'),
        path: line
          .regex(/^\/[^{}]*$/, 'must be an absolute path')
          .describe('Folder on the nodes.'),
        nodeSelector: someLabels.describe('Labels of the nodes.'),
      })
      .strict()
      .optional()
      .describe('A node group that does not exist yet.'),
    serviceAccount: dnsLabel
      .optional()
      .describe('ServiceAccount that it is downloaded with.'),
  })
  .strict();

const prePullSchema = z
  .object({
    by: z.literal('pre-pull'),
    source,
    images: z
      .array(line.min(1).max(512))
      .max(16)
      .optional()
      .describe(
        'Images that the nodes keep; that of the engine where absent, and that of the model where it is one.',
      ),
    imagePullSecret: dnsLabel
      .optional()
      .describe('Secret for a private registry.'),
    nodeSelector: someLabels.describe('Labels of the nodes.'),
    weights: z
      .object({
        claim: dnsSubdomain.describe(
          'An existing PersistentVolumeClaim that the servers keep weights in.',
        ),
        cpu: quantity.default('2'),
        memory: quantity.default('8Gi'),
        user: z
          .number()
          .int()
          .min(1)
          .max(2_147_483_647)
          .default(2000)
          .describe('User that the servers run as.'),
      })
      .strict()
      .optional()
      .describe('Download the weights once, before a server starts.'),
  })
  .strict();

/** Fields of the family `model-cache`. */
export const modelCacheInput = z.discriminatedUnion('by', [
  kserveSchema,
  prePullSchema,
]);

export type ModelCacheInput = z.output<typeof modelCacheInput>;
export type KserveCacheInput = z.output<typeof kserveSchema>;
export type PrePullInput = z.output<typeof prePullSchema>;
