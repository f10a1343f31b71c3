import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { ModelActionsCard } from './ModelActionsCard';

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

  it('leaves a Model of somebody else alone', async () => {
    await renderCard(<ModelActionsCard />, {
      entity: { ...llama, apiVersion: 'mlops.example/v1' },
    });
    expect(
      screen.getByText('This card shows a Model of modelyard.dev/v1alpha1.'),
    ).toBeVisible();
  });
});
