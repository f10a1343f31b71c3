import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { isModelEntity, validateModelSet } from '@modelyard/plugin-llm-common';
import { CatalogFileEntity } from '@modelyard/plugin-llm-gitops-node';

/** An entity as it stands in its file, and what only shows when all are looked at together. */
export interface PlannedEntity {
  entity: Entity;
  findings: Issue[];
}

/** What the provider hands to the catalog, by entity ref. */
export type EntityPlan = ReadonlyMap<string, PlannedEntity>;

/** Plans the entities of one commit. No ref stands twice in what the catalog files are read to. */
export function planEntities(files: readonly CatalogFileEntity[]): EntityPlan {
  const entities = files.map(file => file.entity);
  const plan = new Map<string, PlannedEntity>(
    entities.map(entity => [
      stringifyEntityRef(entity),
      { entity, findings: [] },
    ]),
  );
  for (const { modelRef, issue } of validateModelSet(
    entities.filter(isModelEntity),
  )) {
    plan.get(modelRef)?.findings.push(issue);
  }
  return plan;
}
