import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { EntityRelationTarget } from '@modelyard/plugin-llm-common';

/**
 * Emits relations in both directions, so that the other end shows them without
 * naming us.
 */
export function emitRelations(options: {
  entity: Entity;
  relations: readonly EntityRelationTarget[];
  emit: CatalogProcessorEmit;
}): void {
  const { entity, relations, emit } = options;
  const self = getCompoundEntityRef(entity);

  for (const { type, reverseType, targetRef } of relations) {
    const target = parseEntityRef(targetRef);
    emit(processingResult.relation({ source: self, type, target }));
    emit(
      processingResult.relation({
        source: target,
        type: reverseType,
        target: self,
      }),
    );
  }
}
