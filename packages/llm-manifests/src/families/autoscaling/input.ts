import { z } from 'zod/v3';
import { labels, line, quantity, serverCount } from '../../objects/fields';
import { replicasSchema } from '../../serving/runtime';
import { scalingMetricNames } from '../../serving/scalingMetrics';

const seconds = z.number().int().min(0).max(86_400);
const count = z.number().int().min(1).max(1000);
const cron = line
  .max(100)
  .regex(
    /^[0-9A-Za-z*,/-]+( [0-9A-Za-z*,/-]+){4}$/,
    'must be five fields of a crontab, such as 0 7 * * 1-5',
  );

const triggerSchema = z
  .object({
    metric: z.enum(scalingMetricNames).describe('What scaling follows.'),
    target: z
      .number()
      .gt(0)
      .describe(
        'What it is kept at: requests for each server, a share of 1, or seconds.',
      ),
  })
  .strict();

const scheduleSchema = z
  .object({
    timezone: line
      .regex(
        /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/,
        'must be a time zone such as Europe/Berlin',
      )
      .describe('Time zone of start and end.'),
    start: cron,
    end: cron,
    servers: count.describe('Fewest servers in that time.'),
  })
  .strict();

const kedaSchema = z
  .object({
    kind: z.literal('keda'),
    triggers: z
      .array(triggerSchema)
      .max(5)
      .default([])
      .describe('The one that asks for the most servers counts.'),
    schedule: z
      .array(scheduleSchema)
      .max(10)
      .default([])
      .describe('Times with more servers, whatever the load.'),
    pollingSeconds: z.number().int().min(5).max(3600).default(15),
    cooldownSeconds: seconds
      .default(600)
      .describe('How long the last server stays after the last request.'),
    initialCooldownSeconds: seconds
      .optional()
      .describe('How long a new deployment is left alone.'),
    fallback: z
      .object({
        failures: z
          .number()
          .int()
          .min(1)
          .max(100)
          .describe('Failed questions.'),
        servers: serverCount.describe('Servers from then on.'),
        unless: z
          .enum(['never', 'more', 'fewer'])
          .default('more')
          .describe('Whether a higher or lower number that runs is left.'),
      })
      .strict()
      .optional()
      .describe('What to do while Prometheus does not answer.'),
  })
  .strict();

const hpaMetricSchema = z
  .object({
    of: z
      .enum(['pods', 'external'])
      .describe('Whether the adapter names the metric by pod, or by itself.'),
    name: line
      .max(253)
      .regex(
        /^[A-Za-z_:][A-Za-z0-9_:./-]*$/,
        'must be the name of a metric, as the adapter gives it',
      )
      .describe('Name of the metric.'),
    selector: labels.optional().describe('Labels that choose among several.'),
    target: quantity.describe('What it is kept at.'),
    each: z
      .boolean()
      .default(true)
      .describe('Whether the target is for each server, or for all together.'),
  })
  .strict();

const hpaSchema = z
  .object({
    kind: z.literal('hpa'),
    metrics: z.array(hpaMetricSchema).min(1).max(5),
  })
  .strict();

const stepSchema = z
  .object({
    servers: count.describe('Servers.'),
    seconds: z
      .number()
      .int()
      .min(1)
      .max(1800)
      .describe('Time in which there are no more of them.'),
  })
  .strict();

/** Fields of the family `autoscaling`. */
export const autoscalingInput = z
  .object({
    replicas: replicasSchema
      .optional()
      .describe('Those of the serving family where absent.'),
    by: z
      .discriminatedUnion('kind', [kedaSchema, hpaSchema])
      .describe(
        "KEDA, which asks Prometheus itself, or Kubernetes' own scaler, which needs an adapter for its metrics.",
      ),
    removeAfterSeconds: z
      .number()
      .int()
      .min(0)
      .max(3600)
      .default(300)
      .describe(
        'How long the load has to be lower before servers are removed.',
      ),
    removeAtMost: stepSchema
      .default({ servers: 1, seconds: 120 })
      .describe('How fast servers are removed.'),
    addAtMost: stepSchema.optional().describe('How fast servers are added.'),
  })
  .strict();

export type AutoscalingInput = z.output<typeof autoscalingInput>;
export type KedaInput = z.output<typeof kedaSchema>;
export type HpaInput = z.output<typeof hpaSchema>;
