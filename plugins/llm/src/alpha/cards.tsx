import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { llmCards } from '@modelyard/plugin-llm-react';

/** Every card of the list as an extension of the entity pages. */
export const entityCards = [...llmCards]
  .sort((a, b) => a.order - b.order)
  .map(({ id, filter, type, columns, load }) =>
    EntityCardBlueprint.make({
      name: id,
      params: {
        filter,
        type,
        loader: async () => {
          const Card = await load();
          return (
            // What lays the cards out reads it off the page.
            <div data-llm-columns={columns}>
              <Card />
            </div>
          );
        },
      },
    }),
  );
