import type { Entity } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import {
  llmCards,
  llmUsageFilter,
  type LlmCardItem,
} from '@modelyard/plugin-llm-react';

/** The cards that match an entity, first things first. */
export function cardsFor(entity: Entity): LlmCardItem[] {
  return llmCards
    .filter(({ filter }) => evaluateFilterPredicate(filter, entity))
    .sort((a, b) => a.order - b.order);
}

/**
 * Whether the suite has cards for an entity: a condition for the old system's
 * `EntitySwitch`.
 *
 * @public
 */
export function hasLlmCards(entity: Entity): boolean {
  return cardsFor(entity).length > 0;
}

/**
 * Whether an entity has a tab of usage: a condition for a route of the old
 * system's `EntityLayout`.
 *
 * @public
 */
export function hasLlmUsage(entity: Entity): boolean {
  return evaluateFilterPredicate(llmUsageFilter, entity);
}
