import { z } from 'zod/v3';
import { dnsLabel, serverCount } from '../../objects/fields';
import { engineSchema, sourceSchema } from '../../serving/engine';
import { rolloutSchema } from '../../serving/rollout';
import { scalingMetricNames } from '../../serving/scalingMetrics';
import { servingFields } from '../../serving/servingFields';

const canarySchema = z
  .object({
    name: dnsLabel
      .max(20, 'must have at most 20 characters, since objects add to it')
      .regex(/^[a-z]/, 'must begin with a letter')
      .describe('Name of the candidate, such as fp8.'),
    trafficPercent: z
      .number()
      .int()
      .min(0)
      .max(100)
      .describe('Share of the requests that it gets, of 100.'),
    source: sourceSchema,
    engine: engineSchema
      .optional()
      .describe(
        'Settings of its engine; those of the stable one where absent.',
      ),
    servers: serverCount
      .min(1)
      .default(1)
      .describe('Servers of the candidate.'),
  })
  .strict();

/** Fields of the family `kserve-inference-service`. */
export const kserveInferenceServiceInput = z
  .object({
    server: z
      .enum(['vllm', 'huggingface', 'custom'])
      .default('vllm')
      .describe(
        "What serves: KServe's runtime for vLLM, its Hugging Face server with vLLM inside, or vLLM in a container of one's own.",
      ),
    ...servingFields,
    scaling: z
      .discriminatedUnion('by', [
        z.object({ by: z.literal('none') }).strict(),
        z.object({ by: z.literal('external') }).strict(),
        z
          .object({
            by: z.literal('keda'),
            metric: z
              .enum(scalingMetricNames)
              .default('requests-waiting')
              .describe('What scaling follows.'),
            target: z
              .number()
              .gt(0)
              .describe(
                'What it is kept at: requests for each server, a share of 1, or seconds.',
              ),
          })
          .strict(),
      ])
      .default({ by: 'none' })
      .describe(
        'Nothing scales it, KServe does with KEDA, or the family autoscaling does (external).',
      ),
    canaries: z
      .array(canarySchema)
      .max(8)
      .default([])
      .describe('Candidates that get a share of the requests.'),
    timeoutSeconds: z
      .number()
      .int()
      .min(1)
      .max(86_400)
      .optional()
      .describe('How long a request may take.'),
    rollout: rolloutSchema,
  })
  .strict();

export type KserveInferenceServiceInput = z.output<
  typeof kserveInferenceServiceInput
>;
/** A candidate beside the stable predictor. */
export type CanaryInput = z.output<typeof canarySchema>;
