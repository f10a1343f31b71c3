import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorEmit } from '@backstage/plugin-catalog-node';
import { relationsOf, validateAiSystem } from '@modelyard/plugin-llm-common';
import { LlmKind } from '@modelyard/plugin-llm-node';
import { Issue } from '@modelyard/llm-units';
import { takeSourceFindings } from '../sourceFindings/sourceFindings';
import { attachFindings } from './attachFindings';
import { dependencyRelations } from './dependencyRelations';
import { emitRelations } from './emitRelations';

/**
 * What follows once an entity is known to be valid: its relations, and what is
 * doubtful about it as findings that everybody can see on it.
 */
export function completeEntity(options: {
  entity: Entity;
  emit: CatalogProcessorEmit;
  kinds: readonly LlmKind[];
}): Entity {
  const { emit, kinds } = options;
  const { entity, findings } = takeSourceFindings(options.entity);
  const kind = kinds.find(candidate => candidate.matches(entity));

  emitRelations({
    entity,
    relations: kind ? relationsOf(entity) : dependencyRelations(entity),
    emit,
  });
  return attachFindings(entity, [...findingsOf(entity, kind), ...findings]);
}

// An annotation is a claim about an entity, not a part of it: a wrong one is
// shown, and must not take a team's component out of the catalog.
function findingsOf(entity: Entity, kind: LlmKind | undefined): Issue[] {
  return [...(kind?.check(entity) ?? []), ...validateAiSystem(entity)];
}
