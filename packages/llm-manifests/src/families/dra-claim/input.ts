import { z } from 'zod/v3';
import {
  dnsLabel,
  dnsSubdomain,
  labelValue,
  line,
  quantity,
} from '../../objects/fields';
import { DRIVER, timeSlices } from '../../devices/driver';

/** A name with its domain, as attributes of devices have it. */
const qualifiedName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?\/[A-Za-z_][A-Za-z0-9_]{0,31}$/,
    'must be a name with its domain, such as gpu.nvidia.com/productName',
  );

/** Which devices of a class will do; all that is given must hold. */
export const selectionSchema = z
  .object({
    accelerators: z
      .array(line.min(1))
      .default([])
      .describe('Accelerators as the catalog calls them; one of them.'),
    products: z
      .array(line.min(1))
      .max(32)
      .default([])
      .describe('Product names as the driver reports them; one of them.'),
    architectures: z
      .array(
        z.enum([
          'Volta',
          'Turing',
          'Ampere',
          'Ada Lovelace',
          'Hopper',
          'Blackwell',
          'Rubin',
        ]),
      )
      .default([])
      .describe('Generations of GPUs; one of them.'),
    memoryGb: z
      .number()
      .positive()
      .max(2048)
      .optional()
      .describe(
        'Least memory in GB as data sheets name it. GPUs report a little less; that is allowed for.',
      ),
    computeCapability: z
      .string()
      .regex(/^\d{1,2}\.\d$/, 'must be a compute capability such as 9.0')
      .optional()
      .describe('Least CUDA compute capability.'),
    driverVersion: z
      .string()
      .regex(/^\d{3,4}(\.\d+){0,2}$/, 'must be a version such as 580.65')
      .optional()
      .describe('Oldest version of the GPU driver.'),
    profile: z
      .string()
      .regex(
        /^\d+g\.\d+gb([-+][a-z]+(\.[a-z]+)*)?$/,
        'must be a MIG profile such as 1g.10gb',
      )
      .optional()
      .describe('MIG profile.'),
    expressions: z
      .array(line.min(1))
      .default([])
      .describe('Further conditions, as CEL expressions on the device.'),
  })
  .strict();

export type SelectionInput = z.output<typeof selectionSchema>;

const tolerations = z
  .array(
    z
      .object({
        key: line.min(1).optional(),
        operator: z.enum(['Exists', 'Equal']).default('Exists'),
        value: labelValue.optional(),
        effect: z.enum(['NoSchedule', 'NoExecute']).optional(),
      })
      .strict(),
  )
  .max(16)
  .default([])
  .describe('Taints of devices that are put up with.');

const devices = {
  deviceClass: dnsSubdomain.default(DRIVER).describe('DeviceClass.'),
  count: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('How many devices; one where absent.'),
  select: selectionSchema.default({}),
  tolerations,
  adminAccess: z
    .boolean()
    .default(false)
    .describe('Watch devices that others use, in place of taking them.'),
};

const deviceSchema = z
  .object({
    ...devices,
    all: z.boolean().default(false).describe('Every device that fits.'),
  })
  .strict();

export type DeviceInput = z.output<typeof deviceSchema>;

const requestSchema = z
  .object({
    name: dnsLabel.describe('Name of the request in the claim.'),
    devices: deviceSchema.optional().describe('What is asked for.'),
    alternatives: z
      .array(z.object({ name: dnsLabel, ...devices }).strict())
      .max(8, 'must have at most 8 entries')
      .optional()
      .describe('What is asked for, best first: the first that is free.'),
  })
  .strict();

export type RequestInput = z.output<typeof requestSchema>;

const requests = z
  .array(line.min(1))
  .max(32)
  .default([])
  .describe('Requests that it is about, such as gpu or gpu/h200; all if none.');

const sharingSchema = z.discriminatedUnion('strategy', [
  z
    .object({
      strategy: z.literal('time-slicing'),
      interval: z
        .enum(timeSlices)
        .default('Default')
        .describe('How long each process has the GPU at a time.'),
      requests,
    })
    .strict(),
  z
    .object({
      strategy: z.literal('mps'),
      activeThreadPercentage: z
        .number()
        .int()
        .min(0)
        .max(100)
        .optional()
        .describe('Share of the compute units that each process may use.'),
      memoryLimit: quantity
        .optional()
        .describe('GPU memory that each process may use.'),
      memoryLimits: z
        .record(line.min(1), quantity)
        .default({})
        .describe('The same for single devices, by UUID or index.'),
      requests,
    })
    .strict(),
]);

export type SharingInput = z.output<typeof sharingSchema>;

const claimSchema = z
  .object({
    name: dnsSubdomain.describe(
      'Name that deployments ask for. A claim cannot be changed: choose a new name for another content.',
    ),
    namespace: dnsLabel
      .optional()
      .describe('Namespace; that of the pool where absent.'),
    use: z
      .enum(['each', 'shared'])
      .default('each')
      .describe(
        'Whether each pod gets devices of its own, or all pods share the same.',
      ),
    requests: z.array(requestSchema).min(1).max(32),
    match: z
      .array(z.object({ attribute: qualifiedName, requests }).strict())
      .max(32)
      .default([])
      .describe(
        'Attributes that all devices have in common, such as resource.kubernetes.io/pcieRoot or gpu.nvidia.com/parentUUID.',
      ),
    distinct: z
      .array(z.object({ attribute: qualifiedName, requests }).strict())
      .max(32)
      .default([])
      .describe('Attributes that all devices differ in.'),
    sharing: sharingSchema
      .optional()
      .describe('How processes that share a device are kept apart.'),
    passthrough: z
      .object({
        iommu: z
          .enum(['legacy', 'prefer-iommufd'])
          .default('legacy')
          .describe('Interface of the kernel that devices are handed over by.'),
        apiDevice: z
          .boolean()
          .default(false)
          .describe('Whether the pod gets the device of that interface too.'),
        requests,
      })
      .strict()
      .optional()
      .describe('How GPUs are handed over to a virtual machine.'),
  })
  .strict();

export type ClaimInput = z.output<typeof claimSchema>;

const classSchema = z
  .object({
    name: dnsSubdomain.describe('Name of the DeviceClass.'),
    device: z
      .enum(['gpu', 'mig', 'vfio'])
      .describe('Whole GPUs, MIG partitions, or GPUs that are passed through.'),
    select: selectionSchema.default({}),
    extendedResource: z
      .string()
      .regex(
        /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
        'must be a name with its domain, such as nvidia.com/mig-1g.10gb',
      )
      .optional()
      .describe(
        'Resource by which pods can ask for these devices without a claim.',
      ),
  })
  .strict();

export type ClassInput = z.output<typeof classSchema>;

/** Fields of the family `dra-claim`. */
export const draClaimInput = z
  .object({
    deviceClasses: z
      .array(classSchema)
      .default([])
      .describe('Sorts of devices that the pool offers to the whole cluster.'),
    claims: z
      .array(claimSchema)
      .default([])
      .describe('Claims that deployments name.'),
    adminNamespaces: z
      .enum(['render', 'labelled'])
      .default('labelled')
      .describe(
        'Whether namespaces of claims with admin access are rendered with the label that allows it, or have it.',
      ),
  })
  .strict()
  .refine(({ deviceClasses, claims }) => deviceClasses.length + claims.length, {
    path: ['claims'],
    message: 'must have an entry, since there are no deviceClasses either',
  });

export type DraClaimInput = z.output<typeof draClaimInput>;
