import { z } from 'zod/v3';
import { dnsLabel, dnsSubdomain, line } from '../../objects/fields';

const replicas = z
  .number()
  .int()
  .min(2)
  .max(64)
  .describe('How many pods share each device.');

const profile = z
  .string()
  .regex(
    /^\d+g\.\d+gb([-+][a-z]+(\.[a-z]+)*)?$/,
    'must be a MIG profile such as 1g.10gb',
  )
  .describe('MIG profile.');

const rename = z
  .boolean()
  .default(true)
  .describe(
    'Call the shared resource nvidia.com/gpu.shared, so that no pod gets a shared GPU by mistake.',
  );

const nodesSchema = z.discriminatedUnion('by', [
  z
    .object({
      by: z.literal('rule'),
      names: z
        .array(dnsSubdomain)
        .default([])
        .describe('Names of the nodes; one of them.'),
      pciDevices: z
        .array(
          z
            .string()
            .regex(
              /^[0-9a-f]{4}$/,
              'must be the four digits of a PCI device, such as 2330',
            ),
        )
        .default([])
        .describe('PCI device numbers of their GPUs; one of them.'),
    })
    .strict(),
  z.object({ by: z.literal('provisioning') }).strict(),
]);

const migSchema = z
  .object({
    strategy: z
      .enum(['single', 'mixed'])
      .default('mixed')
      .describe(
        'Whether partitions are counted as GPUs, which all must be equal for, or by profile.',
      ),
    layouts: z
      .array(
        z
          .object({
            devices: z
              .union(
                [
                  z.literal('all'),
                  z.array(z.number().int().min(0).max(63)).min(1),
                ],
                {
                  errorMap: () => ({
                    message: 'must be all, or a list of GPU numbers from 0 on',
                  }),
                },
              )
              .default('all')
              .describe('GPUs of each node, by number; or all.'),
            partitions: z
              .array(
                z
                  .object({ profile, count: z.number().int().min(1).max(16) })
                  .strict(),
              )
              .min(1)
              .describe('What each of these GPUs is cut into.'),
          })
          .strict(),
      )
      .min(1)
      .describe('How GPUs are cut. Those that no layout names stay whole.'),
  })
  .strict();

const groupSchema = z
  .object({
    name: dnsLabel.describe('Name of the device group.'),
    accelerator: line.min(1).describe('Accelerator as the catalog calls it.'),
    gpusPerNode: z
      .number()
      .int()
      .min(1)
      .max(64)
      .describe('GPUs of each of its nodes.'),
    allocation: z
      .enum(['device-plugin', 'dra'])
      .default('device-plugin')
      .describe(
        'What hands the devices out. With dra only partitions are set up here: what pods share is a matter of their claims.',
      ),
    nodes: nodesSchema.describe(
      'How its nodes get the labels that put the settings into force: by a rule of Node Feature Discovery, or where they are provisioned.',
    ),
    mig: migSchema.optional().describe('Cut GPUs into partitions.'),
    timeSlicing: z
      .object({
        replicas: replicas
          .optional()
          .describe('How many pods share each whole GPU.'),
        partitions: z
          .array(z.object({ profile, replicas }).strict())
          .default([])
          .describe('How many pods share each partition, by profile.'),
        rename,
        failRequestsGreaterThanOne: z
          .boolean()
          .default(true)
          .describe(
            'Refuse pods that ask for several shares, which would not be more.',
          ),
      })
      .strict()
      .optional()
      .describe('Let pods take turns on a device.'),
    mps: z
      .object({ replicas, rename })
      .strict()
      .optional()
      .describe('Let pods share a GPU at the same time, each with its part.'),
    vm: z
      .discriminatedUnion('mode', [
        z
          .object({
            mode: z.literal('vgpu'),
            profiles: z
              .record(
                z
                  .string()
                  .regex(
                    /^[A-Z][A-Za-z0-9]*(-\d+)+[A-Z]+$/,
                    'must be a vGPU profile such as A2-4C',
                  ),
                z.number().int().min(1).max(64),
              )
              .describe('vGPU profiles, and how many of each on a GPU.'),
          })
          .strict(),
        z.object({ mode: z.literal('passthrough') }).strict(),
      ])
      .optional()
      .describe('Give the GPUs to virtual machines, not to pods.'),
  })
  .strict();

export type GroupInput = z.output<typeof groupSchema>;

/**
 * Fields of the family `device-sharing`.
 *
 * @public
 */
export const deviceSharingInput = z
  .object({
    groups: z
      .array(groupSchema)
      .min(1)
      .max(64)
      .describe(
        'Groups of nodes whose GPUs are shared alike. What the GPU Operator reads is one for a cluster: groups of all its pools stand here.',
      ),
  })
  .strict();

export type DeviceSharingInput = z.output<typeof deviceSharingInput>;
/**
 * Fields of the family `device-sharing` as people write them: without what has a default.
 *
 * @public
 */
export type DeviceSharingFields = z.input<typeof deviceSharingInput>;
