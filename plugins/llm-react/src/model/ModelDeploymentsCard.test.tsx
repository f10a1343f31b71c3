import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import { llama, modelEntity } from '../__testUtils__/entities';
import { h100, provider } from '../__testUtils__/fleetEntities';
import { renderCard } from '../__testUtils__/renderCard';
import { ModelDeploymentsCard } from './ModelDeploymentsCard';

const row = (name: string) =>
  within(screen.getByRole('row', { name: new RegExp(`^${name} `) }));

describe('ModelDeploymentsCard', () => {
  it('shows where a version runs, how often, and under which names', async () => {
    await renderCard(<ModelDeploymentsCard />, {
      entity: llama,
      entities: [h100],
    });
    expect(
      screen.getByRole('table', {
        name: 'Deployments of Llama 3.3 70B Instruct',
      }),
    ).toBeVisible();
    const prod = row('prod');
    expect(prod.getByText('production')).toBeVisible();
    expect(prod.getByText('2024-12-06-fp8')).toBeVisible();
    expect(prod.getByRole('link', { name: /h100-fra/ })).toHaveAttribute(
      'href',
      '/catalog/gpu/gpupool/h100-fra',
    );
    expect(prod.getByText('devices whole')).toBeVisible();
    expect(prod.getByText('1 to 4')).toBeVisible();
    expect(prod.getByText('llama-3.3-70b')).toBeVisible();
    expect(prod.getByText('also assistant-large')).toBeVisible();
    expect(prod.getByText('kserve-llm-inference-service')).toBeVisible();
    expect(prod.getByText('namespace assistants-prod')).toBeVisible();
  });

  it('says which manifests somebody has edited', async () => {
    await renderCard(<ModelDeploymentsCard />, {
      entity: modelEntity({
        name: 'nova',
        namespace: 'search',
        spec: {
          deployments: [
            {
              name: 'prod',
              version: '2026-05',
              environment: 'production',
              on: { pool: 'gpupool:gpu/h100-fra', devices: 'whole' },
              intent: 'models/search_nova/prod/intent.yaml',
            },
          ],
        },
      }),
      llmApi: {
        listDrift: async ({ model } = {}) => [
          {
            folder: 'models/search_nova/prod',
            entityRef: model ?? '',
            deployment: 'prod',
            state: 'edited',
            files: [
              {
                path: 'models/search_nova/prod/base/mine.yaml',
                type: 'extra',
                committed: 'kind: Mine',
              },
            ],
          },
        ],
      },
    });
    expect(
      await screen.findByText('Somebody has edited 1 manifest of prod'),
    ).toBeVisible();
    expect(screen.getByRole('row', { name: /^prod / })).toBeVisible();
  });

  it('tells providers, bases and gaps from each other', async () => {
    await renderCard(<ModelDeploymentsCard />, {
      entity: modelEntity({
        name: 'mixed',
        namespace: 'search',
        spec: {
          deployments: [
            {
              name: 'bought',
              version: '2026-05',
              environment: 'production',
              on: { provider: 'resource:default/azure-openai-swc' },
            },
            {
              name: 'adapter',
              version: '2026-05',
              environment: 'staging',
              on: { base: { model: 'base-model', deployment: 'prod' } },
            },
            {
              name: 'broken',
              version: 'v0',
              environment: 'staging',
              on: {},
              replicas: { min: 2, max: 2 },
            },
          ],
        },
      }),
      entities: [
        { ...provider, metadata: { name: 'azure-openai-swc' } },
        modelEntity({ name: 'base-model', namespace: 'search' }),
      ],
    });
    const bought = row('bought');
    expect(
      bought.getByRole('link', { name: /azure-openai-swc/ }),
    ).toHaveAttribute('href', '/catalog/default/resource/azure-openai-swc');
    expect(bought.getByText('by the provider')).toBeVisible();
    // Served as, and manifests: nobody said.
    expect(bought.getAllByText('not stated')).toHaveLength(2);

    const adapter = row('adapter');
    expect(adapter.getByText(/inside prod of/)).toBeVisible();
    expect(adapter.getByRole('link', { name: /base-model/ })).toHaveAttribute(
      'href',
      '/catalog/search/model/base-model',
    );
    expect(adapter.getByText('as its base')).toBeVisible();

    const broken = row('broken');
    expect(broken.getByText('not a version of this model')).toBeVisible();
    expect(broken.getByText('2')).toBeVisible();
    expect(broken.getAllByText('not stated')).toHaveLength(3);
  });

  it('links to no place that is not in the catalog', async () => {
    await renderCard(<ModelDeploymentsCard />, {
      entity: modelEntity({
        name: 'lost',
        namespace: 'search',
        spec: {
          deployments: [
            {
              name: 'prod',
              version: '2026-05',
              environment: 'production',
              on: { pool: 'gpupool:gpu/gone', devices: 'whole' },
            },
            {
              name: 'adapter',
              version: '2026-05',
              environment: 'staging',
              on: { base: { model: 'gone-too', deployment: 'prod' } },
            },
            {
              name: 'kept',
              version: '2026-05',
              environment: 'staging',
              on: { pool: 'gpupool:gpu/h100-fra', devices: 'whole' },
            },
          ],
        },
      }),
      entities: [h100],
    });
    expect(
      await screen.findAllByText('not in the catalog, or not visible to you'),
    ).toHaveLength(2);
    const prod = row('prod');
    expect(prod.getByText('gpupool:gpu/gone')).toBeVisible();
    expect(prod.getByText('devices whole')).toBeVisible();
    expect(prod.queryByRole('link')).not.toBeInTheDocument();
    const adapter = row('adapter');
    expect(adapter.getByText('gone-too')).toBeVisible();
    expect(adapter.queryByRole('link')).not.toBeInTheDocument();
    expect(row('kept').getByRole('link', { name: /h100-fra/ })).toBeVisible();
  });

  it('keeps the link where the catalog does not answer', async () => {
    const catalogApi = catalogApiMock.mock();
    catalogApi.getEntitiesByRefs.mockRejectedValue(new Error('down'));
    await renderCard(<ModelDeploymentsCard />, { entity: llama, catalogApi });
    await waitFor(() =>
      expect(catalogApi.getEntitiesByRefs).toHaveBeenCalled(),
    );
    expect(row('prod').getByRole('link', { name: /h100-fra/ })).toBeVisible();
  });

  it('says that nothing serves a model without deployments', async () => {
    await renderCard(<ModelDeploymentsCard />, {
      entity: modelEntity({ name: 'idle' }),
    });
    expect(
      screen.getByText('No deployment is declared: nothing serves this model.'),
    ).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
