import { z } from 'zod/v3';
import {
  dnsLabel,
  dnsSubdomain,
  line,
  quantity,
  serverCount,
} from '../../objects/fields';
import { placementSchema } from '../../serving/placement';
import { replicasSchema } from '../../serving/runtime';
import { nodeCount, servingFields } from '../../serving/servingFields';

const count = z.number().int().min(1).max(1_000_000_000);
const seconds = z.number().int().min(0).max(86_400);

const nodes = nodeCount.describe(
  'Nodes that one server spans; KServe does not let it change later.',
);

/** Servers that only read prompts, beside those that write answers. */
const prefillSchema = z
  .object({
    tensorParallel: count.default(1).describe('GPUs that share each layer.'),
    dataParallel: count
      .default(1)
      .describe('Copies of the model that one server spreads prompts over.'),
    nodes,
    maxNumSeqs: count.optional().describe('Most prompts at the same time.'),
    maxNumBatchedTokens: count.optional().describe('Most tokens of one step.'),
    placement: placementSchema,
    replicas: replicasSchema.default({}),
    cpu: quantity.default('4').describe('CPU that it is sure of.'),
    memory: quantity.describe('Memory of the host, not of the GPU.'),
  })
  .strict();

const scalingSchema = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('none') }).strict(),
    z
      .object({
        by: z.enum(['keda', 'hpa']).describe('What changes the number.'),
        cost: z
          .number()
          .gt(0)
          .default(10)
          .describe(
            'What a server costs in comparison with others of the model; the cheapest are added first.',
          ),
        pollingSeconds: seconds.min(1).optional(),
        cooldownSeconds: seconds.optional(),
        initialCooldownSeconds: seconds
          .optional()
          .describe('How long a new deployment is left alone.'),
        idleServers: serverCount
          .min(1)
          .optional()
          .describe('Servers that stay while there are no requests.'),
        fallback: z
          .object({
            failures: count.max(100).describe('Failed questions.'),
            servers: serverCount.describe('Servers from then on.'),
          })
          .strict()
          .optional()
          .describe('What to do while Prometheus does not answer.'),
      })
      .strict(),
  ])
  .default({ by: 'none' })
  .describe('How the number of servers follows the load.');

const weight = z.number().int().min(0).max(1000);

const schedulerSchema = z
  .object({
    replicas: serverCount
      .min(1)
      .default(1)
      .describe('Endpoint pickers; one works, the others wait for its end.'),
    weights: z
      .object({
        prefixCache: weight
          .default(3)
          .describe('Servers that know the beginning of the prompt.'),
        queue: weight.default(2).describe('Servers with few waiting requests.'),
        kvCache: weight
          .default(0)
          .describe('Servers with free memory for context.'),
        loraAffinity: weight
          .default(0)
          .describe('Servers that have the adapter in memory.'),
      })
      .strict()
      .optional()
      .describe(
        "What a server is chosen by; KServe's own choice where absent.",
      ),
    prefillFrom: z
      .union([z.literal('always'), count])
      .optional()
      .describe(
        'New tokens of a prompt from which on it is read by a prefill server; always, where absent.',
      ),
    config: z
      .object({ name: dnsSubdomain, key: line.min(1).default('epp') })
      .strict()
      .optional()
      .describe('An existing ConfigMap with the configuration instead.'),
  })
  .strict();

const routerSchema = z
  .object({
    expose: z
      .enum(['target', 'kserve', 'none'])
      .default('target')
      .describe(
        'Gateway that KServe makes a route on: that of the target, its own, or none.',
      ),
    routes: z
      .array(dnsSubdomain)
      .max(16)
      .default([])
      .describe('Existing HTTPRoutes in place of one that KServe makes.'),
    group: dnsLabel
      .optional()
      .describe('Deployments of one group share the requests by weight.'),
    weight: z.number().int().min(0).max(1_000_000).optional(),
    scheduler: z
      .union([z.literal(false), schedulerSchema])
      .default({})
      .describe('Picks a server for each request; without it they take turns.'),
  })
  .strict();

const tierSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('ephemeral'),
      size: quantity.describe('Most disk space of the node.'),
    })
    .strict(),
  z
    .object({
      kind: z.literal('claim'),
      name: dnsSubdomain.describe('An existing PersistentVolumeClaim.'),
      path: line
        .regex(/^[^/.][^:]*$/, 'must be a relative path')
        .optional()
        .describe('Folder in it.'),
    })
    .strict(),
  z
    .object({
      kind: z.literal('volume'),
      size: quantity.describe('Size of a volume of its own.'),
    })
    .strict(),
]);

const offloadSchema = z
  .object({
    evictionPolicy: z
      .enum(['lru', 'arc'])
      .default('lru')
      .describe('Which context leaves first.'),
    tiers: z
      .array(tierSchema)
      .max(4)
      .default([])
      .describe('Where context goes that the memory of the host cannot hold.'),
  })
  .strict();

/** Fields of the family `kserve-llm-inference-service`. */
export const kserveLlmInput = z
  .object({
    ...servingFields,
    nodes,
    scaling: scalingSchema,
    prefill: prefillSchema
      .optional()
      .describe('Servers of their own for reading prompts.'),
    offload: offloadSchema.optional().describe('More about engine.kvOffload.'),
    router: routerSchema.default({}),
    managedClaims: z
      .boolean()
      .default(false)
      .describe(
        'Let KServe make the claims for GPUs out of annotations (experimental).',
      ),
    tracing: z
      .object({
        endpoint: line
          .regex(
            /^https?:\/\/[^\s{}]+$/,
            'must be an address with http or https',
          )
          .describe('Where spans are sent to (OTLP).'),
        sampler: z
          .enum([
            'always_on',
            'always_off',
            'traceidratio',
            'parentbased_always_on',
            'parentbased_always_off',
            'parentbased_traceidratio',
          ])
          .default('parentbased_traceidratio'),
        ratio: z.number().min(0).max(1).default(0.1),
      })
      .strict()
      .optional(),
    bases: z
      .array(dnsSubdomain)
      .max(16)
      .default([])
      .describe(
        'Existing LLMInferenceServiceConfigs that this one builds on; what it says itself counts more.',
      ),
  })
  .strict();

export type KserveLlmInput = z.output<typeof kserveLlmInput>;
export type SchedulerInput = z.output<typeof schedulerSchema>;
