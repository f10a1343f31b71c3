import { z } from 'zod/v3';
import {
  aliasName,
  dnsLabel,
  dnsSubdomain,
  entityRef,
  labelValue,
} from '../objects/fields';

const owned = {
  owner: entityRef.describe('Group that owns it.'),
  costCentre: labelValue
    .optional()
    .describe('Cost centre that the resources are booked on.'),
};

/**
 * One deployment of a model: what the objects of serving families are about.
 *
 * @public
 */
export const deploymentSubjectSchema = z
  .object({
    kind: z.literal('deployment'),
    name: dnsLabel
      .max(40, 'must have at most 40 characters, since objects add to it')
      .regex(/^[a-z]/, 'must begin with a letter')
      .describe('Name of the main object in the cluster.'),
    namespace: dnsLabel.describe('Namespace that it is served in.'),
    model: entityRef.describe('Model in the catalog.'),
    version: labelValue.min(1).describe('Version of the model.'),
    deployment: labelValue.min(1).describe('Name of the deployment.'),
    environment: labelValue.min(1).describe('Environment, such as production.'),
    servedModelName: labelValue
      .min(1)
      .describe(
        'Name that clients put into their requests, and telemetry carries.',
      ),
    aliases: z
      .array(aliasName)
      .default([])
      .describe(
        'Further names that route to it; no labels, so that they may have slashes.',
      ),
    ...owned,
  })
  .strict();

/**
 * A GPU pool: what the objects of pool families are about.
 *
 * @public
 */
export const poolSubjectSchema = z
  .object({
    kind: z.literal('pool'),
    name: dnsSubdomain
      .max(63, 'must have at most 63 characters, since it is a label as well')
      .describe('Name of the pool.'),
    namespace: dnsLabel.describe('Namespace of objects that need one.'),
    pool: entityRef.describe('GPU pool in the catalog.'),
    ...owned,
  })
  .strict();

/**
 * What an intent is about: a deployment or a pool.
 *
 * @public
 */
export const subjectSchema = z.discriminatedUnion('kind', [
  deploymentSubjectSchema,
  poolSubjectSchema,
]);

/**
 * One deployment of a model, with defaults filled in.
 *
 * @public
 */
export type DeploymentSubject = z.output<typeof deploymentSubjectSchema>;
/**
 * A GPU pool, with defaults filled in.
 *
 * @public
 */
export type PoolSubject = z.output<typeof poolSubjectSchema>;
/**
 * What an intent is about, with defaults filled in.
 *
 * @public
 */
export type Subject = z.output<typeof subjectSchema>;
