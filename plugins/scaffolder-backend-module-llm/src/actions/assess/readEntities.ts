import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  GpuPoolEntityV1alpha1,
  isGpuPoolEntity,
  isModelEntity,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { LlmEntityErrors } from '@modelyard/plugin-llm-node';
import { fail } from '../fail';

/** Entities as the person who runs the template may see them. */
export interface EntityView {
  catalog: CatalogService;
  credentials: BackstageCredentials;
}

/** The model of a question: what an earlier step wrote, or what the catalog has. */
export async function readModel(
  view: EntityView,
  question: { model?: string; entity?: Record<string, unknown> },
): Promise<ModelEntityV1alpha1> {
  const { model, entity } = question;
  if (entity) {
    return checkModel(entity);
  }
  const found = await readEntity(view, 'model', model!, 'Model');
  if (!found || !isModelEntity(found)) {
    throw new NotFoundError(
      `You see no model ${fullRef('model', model!, 'Model')} in the catalog`,
    );
  }
  return found;
}

async function checkModel(
  given: Record<string, unknown>,
): Promise<ModelEntityV1alpha1> {
  const entity = await checkEntity(given, 'Model');
  if (!isModelEntity(entity)) {
    throw new InputError('entity must be a Model');
  }
  return entity;
}

/** An entity that no catalog has looked at is held to the same rules. */
async function checkEntity(
  given: Record<string, unknown>,
  kind: string,
): Promise<Entity> {
  const entity = given as unknown as Entity;
  const errors = (await LlmEntityErrors.create().find([entity])).get(entity);
  return errors ? fail(`entity is no valid ${kind}`, errors) : entity;
}

/** The pool that an earlier step wrote. */
export async function checkPool(
  given: Record<string, unknown>,
): Promise<GpuPoolEntityV1alpha1> {
  const entity = await checkEntity(given, 'GpuPool');
  if (!isGpuPoolEntity(entity)) {
    throw new InputError('entity must be a GpuPool');
  }
  return entity;
}

export async function readPool(
  view: EntityView,
  ref: string,
): Promise<GpuPoolEntityV1alpha1> {
  const found = await readEntity(view, 'pool', ref, 'GpuPool');
  if (!found || !isGpuPoolEntity(found)) {
    throw new NotFoundError(
      `You see no GPU pool ${fullRef('pool', ref, 'GpuPool')} in the catalog`,
    );
  }
  return found;
}

/** The entity of a ref; undefined where the person sees none. */
export async function readEntity(
  { catalog, credentials }: EntityView,
  field: string,
  ref: string,
  defaultKind: string,
): Promise<Entity | undefined> {
  return catalog.getEntityByRef(fullRef(field, ref, defaultKind), {
    credentials,
  });
}

export function fullRef(
  field: string,
  ref: string,
  defaultKind: string,
): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  } catch (error) {
    throw new InputError(`${field} is no entity reference: ${ref}`, error);
  }
}
