import { z } from 'zod/v3';
import {
  dnsLabel,
  dnsSubdomain,
  entityRef,
  labels,
  line,
  quantity,
  resourceName,
} from '../../objects/fields';

const count = z.number().int().min(0).max(100000);

const flavorSchema = z
  .object({
    name: dnsLabel
      .max(40, 'must have at most 40 characters, since objects add to it')
      .describe('Name of the device group.'),
    devices: z
      .discriminatedUnion('allocation', [
        z
          .object({
            allocation: z.literal('device-plugin'),
            resource: resourceName
              .default('nvidia.com/gpu')
              .describe('Resource that the device plugin counts.'),
          })
          .strict(),
        z
          .object({
            allocation: z.literal('dra'),
            deviceClass: dnsSubdomain
              .default('gpu.nvidia.com')
              .describe('DeviceClass of the claims.'),
            countedAs: resourceName
              .optional()
              .describe(
                'Resource that Kueue counts devices of the class as; its configuration maps the class to it.',
              ),
            extendedResource: resourceName
              .optional()
              .describe(
                'Resource by which pods ask for devices of the class without a claim.',
              ),
          })
          .strict(),
      ])
      .describe('How pods ask for these devices.'),
    nodeLabels: labels.default({}).describe('Labels of the nodes.'),
    total: count
      .min(1)
      .optional()
      .describe('Devices that there are, to check what is promised.'),
    topology: dnsSubdomain
      .optional()
      .describe('Topology of Kueue that pods are placed by.'),
  })
  .strict();

export type FlavorInput = z.output<typeof flavorSchema>;

const quotaSchema = z
  .object({
    name: dnsLabel
      .max(40, 'must have at most 40 characters, since objects add to it')
      .describe('Name of the quota, such as that of the group.'),
    group: entityRef.describe('Group that it is for.'),
    namespaces: z
      .array(dnsLabel)
      .min(1)
      .describe('Namespaces that the group works in.'),
    devices: z
      .array(
        z
          .object({
            flavor: dnsLabel.describe('Device group.'),
            guaranteed: count.describe('Devices that it can always have.'),
            borrowable: count
              .optional()
              .describe(
                'Devices that it may take from others, if idle; none where absent.',
              ),
            lendable: count
              .optional()
              .describe('Devices that others may take, if idle; else all.'),
          })
          .strict(),
      )
      .min(1)
      .describe('What it may use, in the order in which it is tried.'),
    host: z
      .object({
        cpu: quantity.describe('CPU beside the devices.'),
        memory: quantity.describe('Memory of the host beside the devices.'),
      })
      .strict()
      .optional()
      .describe('CPU and memory of its pods.'),
    claims: count
      .min(1)
      .optional()
      .describe('Most resource claims in each namespace.'),
    weight: z
      .number()
      .min(0)
      .max(1000)
      .optional()
      .describe('Share of what is idle, where groups compete for it.'),
  })
  .strict();

export type QuotaInput = z.output<typeof quotaSchema>;

/**
 * Fields of the family `gpu-quota`.
 *
 * @public
 */
export const gpuQuotaInput = z
  .object({
    enforcement: z
      .object({
        kueue: z
          .boolean()
          .default(true)
          .describe('Let pods wait in queues until there is room.'),
        resourceQuota: z
          .boolean()
          .default(false)
          .describe('Refuse what goes beyond the quota of a namespace.'),
      })
      .strict()
      .default({}),
    queue: dnsLabel
      .default('gpu')
      .describe('Name of the queue in each namespace, which pods wait in.'),
    flavors: z.array(flavorSchema).min(1).max(16),
    quotas: z.array(quotaSchema).min(1).max(256),
    cohort: z
      .object({
        name: dnsSubdomain.describe('Name of the cohort.'),
        parent: dnsSubdomain
          .optional()
          .describe('Cohort that it borrows from in turn.'),
        existing: z
          .boolean()
          .default(false)
          .describe('Whether it is rendered elsewhere.'),
      })
      .strict()
      .optional()
      .describe('Groups that lend each other what is idle.'),
    strategy: z
      .enum(['best-effort', 'strict'])
      .default('best-effort')
      .describe(
        'Whether small requests may overtake large ones that have no room.',
      ),
    preemption: z
      .object({
        reclaim: z
          .enum(['never', 'lower-priority', 'any'])
          .default('any')
          .describe('Whose pods end when a group wants back what it lent.'),
        withinQueue: z
          .enum(['never', 'lower-priority', 'lower-or-newer'])
          .default('lower-priority')
          .describe('Whose pods end for others of the same group.'),
        whileBorrowing: z
          .enum(['never', 'lower-priority'])
          .default('never')
          .describe('Whose pods end for those of a group that borrows.'),
        maxPriority: z
          .number()
          .int()
          .min(-2_147_483_648)
          .max(2_147_483_647)
          .optional()
          .describe('Highest priority that ends for one that borrows.'),
      })
      .strict()
      .default({}),
    priorities: z
      .array(
        z
          .object({
            name: dnsSubdomain,
            value: z.number().int().min(-2147483648).max(1000000000),
            description: line.max(2048).optional(),
          })
          .strict(),
      )
      .default([])
      .describe('Priorities that pods name, higher ones first.'),
  })
  .strict();

export type GpuQuotaInput = z.output<typeof gpuQuotaInput>;
/**
 * Fields of the family `gpu-quota` as people write them: without what has a default.
 *
 * @public
 */
export type GpuQuotaFields = z.input<typeof gpuQuotaInput>;
