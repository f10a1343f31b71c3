import { z } from 'zod/v3';
import { dnsLabel, dnsSubdomain, line, quantity } from '../../objects/fields';

const weight = z.number().min(0).max(100);

const pickerSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('render'),
      image: line
        .min(1)
        .optional()
        .describe('Image of the picker; the one of the target where absent.'),
      replicas: z
        .number()
        .int()
        .min(1)
        .max(5)
        .default(1)
        .describe(
          'Pickers; one works, and the others take over when it fails.',
        ),
      cpu: quantity.default('4').describe('CPU that it is sure of.'),
      memory: quantity.default('8Gi').describe('Memory.'),
      scorers: z
        .object({
          queue: weight.default(2),
          kvCache: weight.default(2),
          prefixCache: weight.default(3),
          lora: weight.default(0),
        })
        .strict()
        .default({})
        .describe(
          'How much each counts: a short queue, free context memory, a known beginning, a loaded adapter. 0 leaves it out.',
        ),
      verbosity: z
        .number()
        .int()
        .min(0)
        .max(5)
        .default(1)
        .describe('How much it logs.'),
    })
    .strict(),
  z
    .object({
      kind: z.literal('existing'),
      service: dnsLabel.describe('Service of a picker in the namespace.'),
      port: z.number().int().min(1).max(65535).default(9002),
    })
    .strict(),
]);

type PickerInput = z.output<typeof pickerSchema>;

/** A picker that is rendered. */
export type RenderedPicker = Extract<PickerInput, { kind: 'render' }>;

const rewriteSchema = z
  .object({
    name: dnsSubdomain,
    models: z
      .array(line.min(1))
      .min(1)
      .max(32)
      .describe('Names that clients ask for.'),
    targets: z
      .array(
        z
          .object({
            model: line.min(1).describe('Name that a server is asked for.'),
            weight: z.number().int().min(1).max(1000000).optional(),
          })
          .strict(),
      )
      .min(1)
      .max(32)
      .describe('What is served in their place, by weight.'),
  })
  .strict();

/** Fields of the family `inference-pool`. */
export const inferencePoolInput = z
  .object({
    endpointPicker: pickerSchema
      .default({ kind: 'render' })
      .describe('What picks the best server for each request.'),
    failureMode: z
      .enum(['open', 'close'])
      .default('open')
      .describe(
        'Whether requests go to any server while the picker fails, or are refused.',
      ),
    bodyMode: z
      .enum(['duplex', 'buffered'])
      .optional()
      .describe('How Envoy AI Gateway hands requests to the picker.'),
    objectives: z
      .array(
        z
          .object({
            name: dnsSubdomain.describe(
              'Name that clients put into the header x-gateway-inference-objective.',
            ),
            priority: z
              .number()
              .int()
              .min(-2147483648)
              .max(2147483647)
              .describe('Higher ones are served first when it gets tight.'),
          })
          .strict(),
      )
      .max(64)
      .default([])
      .describe('Sorts of requests by importance.'),
    rewrites: z
      .array(rewriteSchema)
      .max(64)
      .default([])
      .describe('Names of models that others are served for.'),
  })
  .strict();

export type InferencePoolInput = z.output<typeof inferencePoolInput>;
