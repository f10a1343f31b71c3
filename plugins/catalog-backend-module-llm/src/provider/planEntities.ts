import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  isGpuPoolEntity,
  isModelEntity,
  validateModelSet,
} from '@modelyard/plugin-llm-common';
import { CatalogFileEntity } from '@modelyard/plugin-llm-gitops-node';
import { LlmEntityErrors } from '@modelyard/plugin-llm-node';
import { Issue } from '@modelyard/llm-units';
import { withSourceFindings } from '../sourceFindings/sourceFindings';

/** What the provider hands to the catalog, by entity ref. */
export type EntityPlan = ReadonlyMap<string, Entity>;

/**
 * Plans the entities of one commit: as they stand in their files, with what was found about their files, and what only
 * shows when all are looked at together. What catalog files are read to holds no ref twice.
 */
export async function planEntities(
  files: readonly CatalogFileEntity[],
  errors: LlmEntityErrors,
): Promise<EntityPlan> {
  const entities = files.map(({ entity }) => entity);
  const rejected = await errors.find(entities);
  // What the catalog does not take must not be held against what it has.
  const found = findTogether(entities.filter(entity => !rejected.has(entity)));
  return new Map(
    files.map(({ entity, issues }) => {
      const ref = stringifyEntityRef(entity);
      const all = [...(issues ?? []), ...(found.get(ref) ?? [])];
      return [ref, withSourceFindings(entity, all)];
    }),
  );
}

function findTogether(entities: readonly Entity[]): Map<string, Issue[]> {
  const found = new Map<string, Issue[]>();
  for (const { modelRef, issue } of validateModelSet({
    models: entities.filter(isModelEntity),
    pools: entities.filter(isGpuPoolEntity),
  })) {
    found.set(modelRef, [...(found.get(modelRef) ?? []), issue]);
  }
  return found;
}
