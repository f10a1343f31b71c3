import { z } from 'zod/v3';
import { dnsLabel } from '../objects/fields';
import { subjectSchema } from './subject';

/**
 * The version of what the renderer makes of an intent: it grows whenever the same intent would give other bytes.
 *
 * @public
 */
export const RENDERER_VERSION = 1;

/**
 * What a person decided: which families are rendered for a deployment or a pool, with which choices. It is committed
 * beside what it renders to.
 *
 * @public
 */
export const intentSchema = z
  .object({
    apiVersion: z.literal('modelyard.dev/v1alpha1'),
    kind: z.literal('Intent'),
    renderer: z
      .number()
      .int()
      .min(1)
      .describe('Version of the renderer that made the committed manifests.'),
    target: dnsLabel.describe('Name of the platform that is rendered for.'),
    subject: subjectSchema,
    parts: z
      .array(
        z
          .object({
            family: z
              .string()
              .min(1)
              .max(63)
              .describe('Name of the manifest family.'),
            input: z.record(z.unknown()).describe('Fields of the family.'),
          })
          .strict(),
      )
      .min(1)
      .max(32)
      .describe('What is rendered, each family at most once.'),
    rendered: z
      .record(
        z
          .string()
          .regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 digits'),
      )
      .optional()
      .describe(
        'Digests of the files in base/ as they were rendered: what is changed there by hand shows.',
      ),
  })
  .strict();

/**
 * An intent that was read.
 *
 * @public
 */
export type Intent = z.output<typeof intentSchema>;
