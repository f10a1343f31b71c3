import { ErrorPanel } from '@backstage/core-components';
import { llmCards } from '@modelyard/plugin-llm-react';
import { CardSlot } from './CardSlot';

/**
 * Which card to show.
 *
 * @public
 */
export interface EntityLlmCardProps {
  /** Id of a card of the list, such as `model-about`. */
  id: string;
}

/** One card of the list, whichever entity the page shows. */
export function EntityLlmCard(props: EntityLlmCardProps) {
  const item = llmCards.find(({ id }) => id === props.id);
  if (!item) {
    const known = llmCards.map(({ id }) => id).join(', ');
    return (
      <ErrorPanel
        error={
          new Error(`There is no card "${props.id}"; the cards are ${known}`)
        }
      />
    );
  }
  return <CardSlot item={item} />;
}
