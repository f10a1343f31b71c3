import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity } from '../__testUtils__/entities';
import {
  prefilled,
  renderCard,
  templateEntity,
  templateRoute,
} from '../__testUtils__/renderCard';
import { ModelActionsCard } from './ModelActionsCard';
import { UseModelDialog } from './use/UseModelDialog';

async function openDialog() {
  await userEvent.click(screen.getByRole('button', { name: 'Use this model' }));
  return within(await screen.findByRole('dialog'));
}

describe('ModelActionsCard', () => {
  it('links to the models that it competes with, to the graph and to the file', async () => {
    await renderCard(<ModelActionsCard />, { entity: llama });
    expect(
      screen.getByRole('link', { name: 'Compare with other chat models' }),
    ).toHaveAttribute('href', '/llm?task=chat');
    const graph = new URL(
      screen
        .getByRole('link', { name: 'Show in the graph' })
        .getAttribute('href')!,
      'http://portal',
    );
    expect(graph.pathname).toBe('/catalog-graph');
    expect(graph.searchParams.getAll('rootEntityRefs[]')).toEqual([
      'model:assistants/llama-3-3-70b',
    ]);
    expect(
      screen.getByText('models/llama-3-3-70b/catalog-info.yaml'),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /Open the catalog file/ }),
    ).not.toBeInTheDocument();
  });

  it('opens the file where it has an address', async () => {
    await renderCard(<ModelActionsCard />, {
      entity: modelEntity({
        name: 'linked',
        annotations: {
          'backstage.io/managed-by-location':
            'url:https://git.acme.example/models/linked.yaml',
        },
      }),
    });
    expect(
      screen.getByRole('link', { name: /Open the catalog file/ }),
    ).toHaveAttribute('href', 'https://git.acme.example/models/linked.yaml');
  });

  it('leaves out links to what the portal does not have', async () => {
    await renderCard(<ModelActionsCard />, {
      entity: llama,
      mountedRoutes: {},
    });
    expect(
      screen.getByRole('button', { name: 'Use this model' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /Compare/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /graph/ }),
    ).not.toBeInTheDocument();
  });

  it('tells how to declare and how to call the model', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await renderCard(<ModelActionsCard />, { entity: llama });
    await user.click(screen.getByRole('button', { name: 'Use this model' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Use Llama 3.3 70B Instruct' }),
    );

    const lines = 'spec:\n  dependsOn:\n    - model:assistants/llama-3-3-70b';
    expect(dialog.getByRole('region', { name: 'lines' })).toHaveTextContent(
      lines.replace(/\s+/g, ' '),
    );
    await user.click(dialog.getByRole('button', { name: 'Copy lines' }));
    expect(writeText).toHaveBeenCalledWith(lines);
    expect(await dialog.findByText('Copied')).toBeInTheDocument();

    expect(dialog.getByRole('link', { name: /llm-gateway/ })).toHaveAttribute(
      'href',
      '/catalog/default/api/llm-gateway',
    );
    const row = dialog.getByRole('row', { name: /^production/ });
    expect(within(row).getByText('llama-3.3-70b')).toBeVisible();
    expect(within(row).getByText('assistant-large')).toBeVisible();

    await user.click(dialog.getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says where a key comes from, where the portal knows', async () => {
    await renderCard(<ModelActionsCard />, {
      entity: llama,
      config: {
        llm: {
          access: {
            howTo: {
              text: 'Ask the **service desk**.',
              url: 'https://acme.example/keys',
            },
          },
        },
      },
    });
    const dialog = await openDialog();
    expect(dialog.getByText('service desk')).toBeVisible();
    expect(
      dialog.getByRole('link', { name: /Where to get a key/ }),
    ).toHaveAttribute('href', 'https://acme.example/keys');
  });

  describe('where the portal has the templates', () => {
    const templates = [
      'use-model',
      'serve-model',
      'change-deployment',
      'expose-model',
    ];
    const show = (options: {
      entity?: typeof llama;
      templates?: string[];
      config?: object;
    }) =>
      renderCard(<ModelActionsCard />, {
        entity: options.entity ?? llama,
        entities: (options.templates ?? templates).map(name =>
          templateEntity(name),
        ),
        mountedRoutes: templateRoute,
        config: { llm: options.config ?? {} },
      });
    const model = 'model:assistants/llama-3-3-70b';
    const link = (name: string) => screen.findByRole('link', { name });

    it('leads to them, filled in', async () => {
      await show({});
      expect(prefilled(await link('Use this model'))).toEqual([
        '/create/templates/default/use-model',
        { model },
      ]);
      expect(prefilled(await link('Serve it on a pool'))).toEqual([
        '/create/templates/default/serve-model',
        { model },
      ]);
      expect(prefilled(await link('Change deployment'))).toEqual([
        '/create/templates/default/change-deployment',
        { model, deployment: 'prod' },
      ]);
      expect(prefilled(await link('Expose'))).toEqual([
        '/create/templates/default/expose-model',
        { model, deployment: 'prod' },
      ]);
      await userEvent.click(
        screen.getByRole('button', { name: 'How to use it' }),
      );
      expect(await screen.findByRole('dialog')).toBeVisible();
    });

    it('asks which deployment is meant', async () => {
      const [prod] = llama.spec.deployments!;
      await show({
        entity: {
          ...llama,
          spec: {
            ...llama.spec,
            deployments: [prod, { ...prod, name: 'staging' }],
          },
        },
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Change deployment' }),
      );
      const items = within(
        await screen.findByRole('menu', { name: 'Change deployment' }),
      ).getAllByRole('menuitem');
      expect(items.map(prefilled)).toEqual(
        ['prod', 'staging'].map(deployment => [
          '/create/templates/default/change-deployment',
          { model, deployment },
        ]),
      );
    });

    it('leads to those that there are, under the names that the portal gives them', async () => {
      await show({
        templates: ['my-use'],
        config: { templates: { useModel: 'my-use', serveModel: ':' } },
      });
      expect(prefilled(await link('Use this model'))[0]).toBe(
        '/create/templates/default/my-use',
      );
      for (const name of [
        'Serve it on a pool',
        'Change deployment',
        'Expose',
      ]) {
        expect(screen.queryByText(name)).not.toBeInTheDocument();
      }
    });

    it('lets nobody begin with a retired model, but change what serves it', async () => {
      await show({
        entity: { ...llama, spec: { ...llama.spec, lifecycle: 'retired' } },
      });
      expect(await link('Change deployment')).toBeVisible();
      for (const name of [/Use this model/, /Serve it/, /Expose/, /How to/]) {
        expect(screen.queryByText(name)).not.toBeInTheDocument();
      }
    });
  });

  it('warns of a model that goes away, that has no API and that nothing serves', async () => {
    await renderCard(<ModelActionsCard />, {
      entity: modelEntity({
        name: 'old',
        namespace: 'search',
        spec: {
          owner: 'search-team',
          lifecycle: 'deprecated',
          retirement: { replacedBy: 'new' },
        },
      }),
    });
    const dialog = await openDialog();
    expect(
      dialog.getByText(/This model is going away\. Start with/),
    ).toBeVisible();
    // Refs without a namespace are in the model's own.
    expect(dialog.getByRole('link', { name: /new/ })).toHaveAttribute(
      'href',
      '/catalog/search/model/new',
    );
    expect(dialog.getByRole('link', { name: /search-team/ })).toHaveAttribute(
      'href',
      '/catalog/search/group/search-team',
    );
    expect(
      dialog.getByText('Nothing serves this model at the moment.'),
    ).toBeVisible();
  });

  it('promises nothing that nobody does', async () => {
    await renderCard(<ModelActionsCard />, { entity: llama });
    const dialog = await openDialog();
    expect(
      dialog.getByText(
        /The model's page then names your component, and your component's page shows when the model is deprecated or retired\./,
      ),
    ).toBeVisible();
    expect(dialog.queryByText(/hears of it/)).not.toBeInTheDocument();
  });

  describe('for a retired model', () => {
    const retired = (retirement: object) =>
      modelEntity({
        name: 'old',
        namespace: 'search',
        spec: { lifecycle: 'retired', retirement },
      });

    it('leads to the replacement instead of offering the dependency', async () => {
      await renderCard(<ModelActionsCard />, {
        entity: retired({ retiresOn: '2026-01-01', replacedBy: 'new' }),
      });
      expect(
        screen.getByText(
          /This model was retired on Jan 1, 2026, and nothing serves it any more\./,
        ),
      ).toBeVisible();
      expect(
        screen.getByRole('link', { name: 'Use search/new instead' }),
      ).toHaveAttribute('href', '/catalog/search/model/new');
      expect(
        screen.queryByRole('button', { name: 'Use this model' }),
      ).not.toBeInTheDocument();
    });

    it('says where neither day nor replacement is known', async () => {
      await renderCard(<ModelActionsCard />, { entity: retired({}) });
      expect(
        screen.getByText(
          'This model is retired, and nothing serves it any more. No replacement is named.',
        ),
      ).toBeVisible();
      expect(
        screen.queryByRole('button', { name: 'Use this model' }),
      ).not.toBeInTheDocument();
    });

    it('says so in the dialog that the menu opens', async () => {
      const onClose = jest.fn();
      const model = retired({ retiresOn: '2026-01-01', replacedBy: 'new' });
      await renderCard(
        <UseModelDialog model={model} open onClose={onClose} />,
        {
          entity: model,
        },
      );
      const dialog = within(await screen.findByRole('dialog'));
      expect(dialog.getByText(/retired on Jan 1, 2026/)).toBeVisible();
      expect(
        dialog.queryByRole('region', { name: 'lines' }),
      ).not.toBeInTheDocument();
      const link = dialog.getByRole('link', { name: 'Use search/new instead' });
      expect(link).toHaveAttribute('href', '/catalog/search/model/new');
      await userEvent.click(link);
      expect(onClose).toHaveBeenCalled();
    });
  });

  it('leaves a Model of somebody else alone', async () => {
    await renderCard(<ModelActionsCard />, {
      entity: { ...llama, apiVersion: 'mlops.example/v1' },
    });
    expect(
      screen.getByText('This card shows a Model of modelyard.dev/v1alpha1.'),
    ).toBeVisible();
  });
});
