import type { ComponentType } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderCard } from './renderCard';

/**
 * Tests the states that every card has which asks the catalog for the entities
 * that its own is related to.
 */
export function itShowsCatalogTrouble(options: {
  Card: ComponentType;
  title: string;
  /** An entity whose relations the card follows. */
  entity: Entity;
  entities: Entity[];
  /** A text of the card that is there when all went well. */
  content: RegExp;
}) {
  const { Card, title, entity, entities, content } = options;
  const region = () => screen.getByRole('region', { name: title });

  it('shows that it loads', async () => {
    const catalogApi = catalogApiMock.mock({
      getEntitiesByRefs: () => new Promise(() => {}),
    });
    await renderCard(<Card />, { entity, catalogApi });
    expect(region()).toHaveAttribute('aria-busy', 'true');
    expect(screen.queryByText(content)).not.toBeInTheDocument();
  });

  it('says when the catalog refuses', async () => {
    const catalogApi = catalogApiMock.mock({
      getEntitiesByRefs: async () => {
        throw new NotAllowedError('no');
      },
    });
    await renderCard(<Card />, { entity, catalogApi });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(region()).toHaveAttribute('aria-busy', 'false');
  });

  it('says when the catalog fails, and asks again', async () => {
    const catalogApi = catalogApiMock({ entities: [entity, ...entities] });
    const read = jest
      .spyOn(catalogApi, 'getEntitiesByRefs')
      .mockRejectedValueOnce(new Error('database is locked'))
      .mockRejectedValueOnce(new Error('database is locked'));
    await renderCard(<Card />, { entity, catalogApi });
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.queryByText(content)).not.toBeInTheDocument();
    // Cards that read twice at once fail twice at once.
    read.mockRestore();
    await userEvent.click(retry);
    await waitFor(() =>
      expect(screen.getAllByText(content).length).toBeGreaterThan(0),
    );
  });
}
