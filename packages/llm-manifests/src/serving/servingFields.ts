import { z } from 'zod/v3';
import { engineSchema, sourceSchema } from './engine';
import { placementSchema } from './placement';
import { replicasSchema, runtimeSchema } from './runtime';

/** How many nodes one server may span. */
export const nodeCount = z.number().int().min(1).max(64).default(1);

/** What every family that serves a model asks for. */
export const servingFields = {
  source: sourceSchema,
  engine: engineSchema,
  placement: placementSchema,
  nodes: nodeCount.describe(
    'Nodes that one server spans; more than one where the model fits on none.',
  ),
  replicas: replicasSchema.default({}),
  runtime: runtimeSchema,
};
