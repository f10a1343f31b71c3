import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { AssessedPool, AssessedProvider } from '@modelyard/llm-sizing';
import {
  isGpuPoolEntity,
  toAssessedPool,
  toAssessedProvider,
} from '@modelyard/plugin-llm-common';
import { EntityView, readEntity } from './readEntities';

/**
 * A pool or a provider as policy asks for it. Where the person does not see it, nothing is said of it, not even whether it
 * is there.
 *
 * @param way - How one comes there, as a sentence
 */
export async function readPlace(
  view: EntityView,
  place: { kind: 'pool' | 'provider'; ref: string },
  way: string,
): Promise<{ entity: Entity; assessed: AssessedPool | AssessedProvider }> {
  const { kind, ref } = place;
  const isPool = kind === 'pool';
  const entity = await readEntity(
    view,
    kind,
    ref,
    isPool ? 'GpuPool' : 'Resource',
  );
  const assessed =
    entity && (isPool ? poolOf(entity) : toAssessedProvider(entity));
  if (!assessed) {
    throw new NotFoundError(
      `Nobody can tell you which data may go where this leads: ${way}, but you see no such ${
        isPool ? 'GPU pool' : 'provider'
      } in the catalog`,
    );
  }
  return { entity, assessed };
}

function poolOf(entity: Entity): AssessedPool | undefined {
  return isGpuPoolEntity(entity)
    ? toAssessedPool({ entity, now: new Date() })
    : undefined;
}
