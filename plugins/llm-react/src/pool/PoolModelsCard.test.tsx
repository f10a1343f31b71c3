import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity, relationList } from '../__testUtils__/entities';
import { embedder, h100, slurm } from '../__testUtils__/fleetEntities';
import { itShowsCatalogTrouble } from '../__testUtils__/itShowsCatalogTrouble';
import { renderCard } from '../__testUtils__/renderCard';
import { PoolModelsCard } from './PoolModelsCard';

const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map(cell => cell.textContent);

describe('PoolModelsCard', () => {
  it('lists deployments with version, environment, device group and replicas', async () => {
    await renderCard(<PoolModelsCard />, { entity: h100, entities: [llama] });
    expect(
      await screen.findByRole('link', { name: /Llama 3\.3 70B/ }),
    ).toHaveAttribute('href', '/catalog/assistants/model/llama-3-3-70b');
    expect(cells(/Llama/)).toEqual([
      'prod',
      '2024-12-06-fp8',
      'production',
      'whole',
      '1 to 4',
    ]);
  });

  it('says what a deployment leaves open', async () => {
    const bare = modelEntity({
      name: 'bare',
      namespace: 'gpu',
      spec: {
        deployments: [
          {
            name: 'trial',
            version: '2026-05',
            environment: 'lab',
            // Without a namespace the model's own is meant.
            on: { pool: 'h100-fra' },
          },
        ],
      },
    });
    await renderCard(<PoolModelsCard />, {
      entity: {
        ...h100,
        relations: relationList({ hosts: ['model:gpu/bare'] }),
      },
      entities: [bare],
    });
    await screen.findByRole('link', { name: /bare/ });
    expect(cells(/bare/)).toEqual([
      'trial',
      '2026-05',
      'lab',
      'not stated',
      'not stated',
    ]);
  });

  it('counts models that it cannot show, and those without a deployment here', async () => {
    await renderCard(<PoolModelsCard />, {
      entity: {
        ...h100,
        relations: relationList({
          hosts: ['model:search/bge-m3', 'model:secret/gone'],
        }),
      },
      entities: [embedder],
    });
    expect(
      await screen.findByText(/^1 model is related to the pool/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^1 more model is named by the catalog/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('folds a long list', async () => {
    const many = Array.from({ length: 14 }, (_, index) => ({
      ...llama,
      metadata: {
        ...llama.metadata,
        name: `llama-${index}`,
        title: `Llama ${index}`,
      },
    }));
    await renderCard(<PoolModelsCard />, {
      entity: {
        ...h100,
        relations: relationList({
          hosts: many.map(
            ({ metadata }) => `model:assistants/${metadata.name}`,
          ),
        }),
      },
      entities: many,
    });
    expect(await screen.findAllByRole('link', { name: /Llama/ })).toHaveLength(
      10,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show 4 more' }));
    expect(screen.getAllByRole('link', { name: /Llama/ })).toHaveLength(14);
  });

  it('says that a pool hosts nothing, and where to look', async () => {
    await renderCard(<PoolModelsCard />, { entity: slurm });
    expect(
      await screen.findByText(
        'No model of the catalog is deployed on this pool.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Find models in the fleet' }),
    ).toHaveAttribute('href', '/llm');
  });

  it('is not drawn for an entity of another kind', async () => {
    await renderCard(<PoolModelsCard />, { entity: llama });
    expect(await screen.findByText('Nothing to show')).toBeInTheDocument();
  });

  itShowsCatalogTrouble({
    Card: PoolModelsCard,
    title: 'Models hosted',
    entity: h100,
    entities: [llama],
    content: /Llama 3\.3 70B/,
  });
});
