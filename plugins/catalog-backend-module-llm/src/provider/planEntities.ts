import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogFileEntity } from '@modelyard/plugin-llm-gitops-node';
import { withModelSetFindings } from '../modelSet/modelSetFindings';

/** What the provider hands to the catalog, by entity ref. */
export type EntityPlan = ReadonlyMap<string, Entity>;

/**
 * Plans the entities of one commit: as they stand in their files, with what only shows when all are looked at together.
 * What catalog files are read to holds no ref twice.
 */
export function planEntities(files: readonly CatalogFileEntity[]): EntityPlan {
  const entities = withModelSetFindings(files.map(file => file.entity));
  return new Map(entities.map(entity => [stringifyEntityRef(entity), entity]));
}
