import { z } from 'zod/v3';
import { dnsLabel, quantity, secretKey, serverCount } from '../objects/fields';

/**
 * CPU and memory of a model server, and how it behaves while it starts and ends.
 *
 * @public
 */
export const runtimeSchema = z
  .object({
    cpu: quantity.default('4').describe('CPU that it is sure of.'),
    cpuLimit: quantity.optional().describe('Most CPU; no limit where absent.'),
    memory: quantity.describe('Memory of the host, not of the GPU.'),
    sharedMemory: quantity
      .default('2Gi')
      .describe('Memory that the processes of one server share.'),
    startupMinutes: z
      .number()
      .int()
      .min(1)
      .max(240)
      .default(30)
      .describe(
        'How long loading the weights may take before it counts as failed.',
      ),
    drainSeconds: z
      .number()
      .int()
      .min(0)
      .max(3600)
      .default(120)
      .describe('How long running requests are waited for when a server ends.'),
    disruptionBudget: z
      .boolean()
      .default(true)
      .describe('Let the maintenance of nodes take away one server at a time.'),
    spreadOver: z
      .enum(['none', 'nodes', 'zones'])
      .default('nodes')
      .describe(
        'What several servers are spread over, so that one failure does not take all.',
      ),
    serviceAccount: dnsLabel.optional().describe('ServiceAccount of the pods.'),
    apiKey: secretKey
      .optional()
      .describe('Secret with the key that clients have to send.'),
    priorityClass: dnsLabel.optional().describe('PriorityClass of the pods.'),
    queue: dnsLabel
      .optional()
      .describe('Queue of Kueue that the pods wait in.'),
    runAsUser: z
      .number()
      .int()
      .min(1)
      .max(2_147_483_647)
      .default(2000)
      .describe('User that the server runs as; never root.'),
  })
  .strict();

/** @public */
export type RuntimeInput = z.output<typeof runtimeSchema>;

/**
 * How many servers run.
 *
 * @public
 */
export const replicasSchema = z
  .object({
    min: serverCount.default(1).describe('Servers that always run.'),
    max: serverCount
      .min(1)
      .optional()
      .describe('Most servers, where they are scaled.'),
  })
  .strict()
  .refine(({ min, max }) => max === undefined || min <= max, {
    path: ['max'],
    message: 'must not be below min',
  });
