import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity, relationList } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { ModelConsumersCard } from './ModelConsumersCard';

function entity(options: {
  kind: string;
  name: string;
  namespace?: string;
  lifecycle?: string;
  relations?: Record<string, string[]>;
}): Entity {
  const { kind, name, namespace = 'default', lifecycle, relations } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace },
    spec: { type: 'service', ...(lifecycle && { lifecycle }) },
    relations: relationList(relations),
  };
}

const supportBot = entity({
  kind: 'Component',
  name: 'support-bot',
  namespace: 'assistants',
  lifecycle: 'production',
  relations: {
    ownedBy: ['group:default/assistants'],
    dependsOn: ['model:assistants/llama-3-3-70b'],
    consumesApi: ['api:default/llm-gateway'],
  },
});
const reporting = entity({
  kind: 'Component',
  name: 'reporting',
  relations: { consumesApi: ['api:default/llm-gateway'] },
});

function gateway(providers: string[]): Entity {
  return entity({
    kind: 'API',
    name: 'llm-gateway',
    relations: {
      apiProvidedBy: providers,
      apiConsumedBy: [
        'component:assistants/support-bot',
        'component:default/reporting',
      ],
    },
  });
}

const row = (name: RegExp) => within(screen.getByRole('row', { name }));

describe('ModelConsumersCard', () => {
  it('lists who names the model, with owners, and folds the clients of a shared gateway', async () => {
    const shared = gateway([
      'component:default/llm-gateway',
      'model:assistants/llama-3-3-70b',
    ]);
    const catalogApi = catalogApiMock({
      entities: [llama, supportBot, shared],
    });
    // The catalog counts by its search index, which the mock does not have.
    const queryEntities = jest
      .spyOn(catalogApi, 'queryEntities')
      .mockResolvedValue({ items: [], totalItems: 14, pageInfo: {} });
    await renderCard(<ModelConsumersCard />, { entity: llama, catalogApi });

    expect(
      await screen.findByRole('link', { name: 'assistants' }),
    ).toBeVisible();
    const bot = row(/support-bot/);
    expect(bot.getByRole('link', { name: /support-bot/ })).toHaveAttribute(
      'href',
      '/catalog/assistants/component/support-bot',
    );
    expect(bot.getByText('Production')).toBeVisible();
    expect(bot.getByText('names the model')).toBeVisible();
    // Named by the relation, but the reader may not see the entity itself.
    expect(
      row(/search-api/).getAllByText(
        'not in the catalog, or not visible to you',
      )[0],
    ).toBeVisible();

    expect(
      screen.getByText(/14 clients of/).closest('summary'),
    ).toHaveTextContent('14 clients of llm-gateway: model not declared');
    expect(queryEntities).toHaveBeenCalledWith(
      expect.objectContaining({
        query: {
          $all: [
            {
              relations: {
                $contains: {
                  type: 'consumesApi',
                  targetRef: 'api:default/llm-gateway',
                },
              },
            },
            { $not: { 'relations.dependsOn': { $hasPrefix: 'model:' } } },
          ],
        },
      }),
    );
  });

  it('counts the clients of an API as users where this model alone provides it', async () => {
    await renderCard(<ModelConsumersCard />, {
      entity: llama,
      entities: [
        supportBot,
        reporting,
        gateway(['model:assistants/llama-3-3-70b']),
      ],
    });
    expect(
      await screen.findByRole('link', { name: /reporting/ }),
    ).toBeVisible();
    expect(row(/reporting/).getByText(/client of/)).toBeVisible();
    expect(row(/reporting/).queryByText('names the model')).toBeNull();
    expect(row(/support-bot/).getByText(/client of/)).toBeVisible();
    expect(row(/support-bot/).getByText('names the model')).toBeVisible();
    expect(await screen.findByText('no owner')).toBeVisible();
    expect(screen.queryByText(/model not declared/)).not.toBeInTheDocument();
  });

  it('says of which API the clients are not known', async () => {
    await renderCard(<ModelConsumersCard />, { entity: llama });
    expect(
      await screen.findByText(
        'api:default/llm-gateway is not in the catalog or not visible to you, so its clients are not known.',
      ),
    ).toBeVisible();
  });

  it('says how a component declares that it uses a model where none does', async () => {
    await renderCard(<ModelConsumersCard />, {
      entity: modelEntity({ name: 'unused' }),
    });
    expect(
      await screen.findByText(/No component in the catalog says/),
    ).toHaveTextContent(/spec\.dependsOn/);
  });

  it('asks for a page at a time of a thousand consumers, and finds by name', async () => {
    const refs = Array.from(
      { length: 1000 },
      (_, index) =>
        `component:team-${index % 7}/app-${String(index).padStart(4, '0')}`,
    );
    const getEntitiesByRefs = jest.fn(
      async (request: { entityRefs: string[] }) => ({
        items: request.entityRefs.map(ref => {
          const [, namespace, name] = /:(.*)\/(.*)/.exec(ref)!;
          return entity({
            kind: 'Component',
            name,
            namespace,
            relations: { ownedBy: [`group:default/${namespace}`] },
          });
        }),
      }),
    );
    await renderCard(<ModelConsumersCard />, {
      entity: modelEntity({
        name: 'popular',
        relations: { dependencyOf: refs },
      }),
      catalogApi: catalogApiMock.mock({ getEntitiesByRefs }),
    });
    expect(await screen.findByText('1–10 of 1,000')).toBeVisible();
    await waitFor(() =>
      expect(
        screen.getAllByRole('link', { name: 'team-0' }).length,
      ).toBeGreaterThan(0),
    );
    expect(getEntitiesByRefs).toHaveBeenCalledTimes(1);
    expect(getEntitiesByRefs.mock.calls[0][0].entityRefs).toHaveLength(10);

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(screen.getByText('11–20 of 1,000')).toBeVisible();
    await waitFor(() => expect(getEntitiesByRefs).toHaveBeenCalledTimes(2));

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Filter by name' }),
      'app-0999',
    );
    expect(await screen.findByRole('link', { name: /app-0999/ })).toBeVisible();
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(screen.getByText('No consumer matches "app-0999x".')).toBeVisible();
  });

  it('keeps the names where their details cannot be read, and reads them again on demand', async () => {
    const getEntitiesByRefs = jest
      .fn()
      .mockRejectedValueOnce(new Error('the catalog is away'))
      .mockResolvedValue({ items: [supportBot] });
    await renderCard(<ModelConsumersCard />, {
      entity: modelEntity({
        name: 'used',
        relations: { dependencyOf: ['component:assistants/support-bot'] },
      }),
      catalogApi: catalogApiMock.mock({ getEntitiesByRefs }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(screen.getByRole('link', { name: /support-bot/ })).toBeVisible();
    expect(await screen.findByText('Production')).toBeVisible();
  });

  it('tells apart that a person may not see it', async () => {
    await renderCard(<ModelConsumersCard />, {
      entity: llama,
      catalogApi: catalogApiMock.mock({
        getEntitiesByRefs: async () => {
          throw new NotAllowedError('no');
        },
      }),
    });
    expect(await screen.findByText('You may not see this')).toBeVisible();
  });
});
