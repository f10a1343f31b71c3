import { screen, within } from '@testing-library/react';
import { owningGroup, website } from '../__testUtils__/consumerEntities';
import { llama, modelEntity, relationList } from '../__testUtils__/entities';
import { embedder, gpt, h100 } from '../__testUtils__/fleetEntities';
import { itShowsCatalogTrouble } from '../__testUtils__/itShowsCatalogTrouble';
import { renderCard } from '../__testUtils__/renderCard';
import { GroupModelsCard } from './GroupModelsCard';

const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map(cell => cell.textContent);

describe('GroupModelsCard', () => {
  it('lists models and pools, and leads to them in the fleet', async () => {
    await renderCard(<GroupModelsCard />, {
      entity: owningGroup,
      entities: [llama, gpt, h100],
    });
    expect(
      await screen.findByRole('link', { name: /Llama 3\.3 70B/ }),
    ).toHaveAttribute('href', '/catalog/assistants/model/llama-3-3-70b');
    expect(cells(/Llama/)).toEqual(['Production', '1', '2']);
    expect(cells(/GPT-4\.1/)).toEqual(['Production', '1', '1']);
    expect(cells(/H100 Frankfurt/)).toEqual(['32', '1']);
    const all = screen.getByRole('button', {
      name: 'Compare them in the fleet',
    });
    expect(
      new URL(all.getAttribute('href')!, 'http://portal').searchParams.get(
        'owner',
      ),
    ).toBe('group:default/ml-platform');
  });

  it('tells none from not known', async () => {
    const unread = { ...llama, relations: undefined };
    await renderCard(<GroupModelsCard />, {
      entity: {
        ...owningGroup,
        relations: relationList({
          ownerOf: ['model:assistants/llama-3-3-70b', 'model:search/bge-m3'],
        }),
      },
      entities: [unread, embedder],
    });
    await screen.findByRole('link', { name: /BGE-M3/ });
    expect(cells(/BGE-M3/)).toEqual(['Staging', 'none', 'nobody declared']);
    expect(cells(/Llama/)).toEqual(['Production', '1', 'not known']);
  });

  it('warns of a model that goes away', async () => {
    const old = modelEntity({
      name: 'old',
      namespace: 'search',
      spec: {
        lifecycle: 'deprecated',
        retirement: { retiresOn: '2099-01-31' },
      },
    });
    await renderCard(<GroupModelsCard />, {
      entity: {
        ...owningGroup,
        relations: relationList({ ownerOf: ['model:search/old'] }),
      },
      entities: [old],
    });
    expect(
      await screen.findByText(/No longer served from Jan 31, 2099 on/),
    ).toBeInTheDocument();
  });

  it('shows a group that owns only a pool, or only what it may not see', async () => {
    await renderCard(<GroupModelsCard />, {
      entity: {
        ...owningGroup,
        relations: relationList({
          ownerOf: ['gpupool:gpu/h100-fra', 'model:secret/x'],
        }),
      },
      entities: [h100],
    });
    expect(
      await screen.findByRole('link', { name: /H100 Frankfurt/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^1 more entity is owned by the group/),
    ).toBeInTheDocument();
    expect(screen.getByText('The group owns no model.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Compare/ }),
    ).not.toBeInTheDocument();
  });

  it('says that a group owns nothing of the fleet', async () => {
    await renderCard(<GroupModelsCard />, {
      entity: { ...website, kind: 'Group' },
    });
    expect(
      await screen.findByText('The group owns no model and no GPU pool.'),
    ).toBeInTheDocument();
  });

  itShowsCatalogTrouble({
    Card: GroupModelsCard,
    title: 'Models we own',
    entity: owningGroup,
    entities: [llama],
    content: /Llama 3\.3 70B/,
  });
});
