import type { ComponentType } from 'react';
import type { FilterPredicate } from '@backstage/filter-predicates';

/**
 * One card of an entity page, the same on both frontend systems.
 *
 * @public
 */
export interface LlmCardItem {
  /**
   * Names the card in both systems: `entity-card:llm/<id>` and
   * `<EntityLlmCard id="…" />`.
   */
  readonly id: string;
  /**
   * Which entities the card is for. A predicate object, never a function, so
   * that an operator can read it and replace it in the app's configuration.
   */
  readonly filter: FilterPredicate;
  /** Where it stands: beside the content (`info`) or in it. */
  readonly type: 'info' | 'content';
  /** Cards with lower numbers come first. */
  readonly order: number;
  /** The columns of twelve that the card takes in the old system's grid. */
  readonly columns: 4 | 6 | 12;
  /** Fetches the card's code; nothing of a card is in the first load. */
  readonly load: () => Promise<ComponentType>;
}
