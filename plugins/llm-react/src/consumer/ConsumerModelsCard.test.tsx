import { screen, within } from '@testing-library/react';
import {
  helpdesk,
  searchApi,
  supportBot,
  website,
} from '../__testUtils__/consumerEntities';
import { llama, modelEntity, relationList } from '../__testUtils__/entities';
import { embedder, gpt } from '../__testUtils__/fleetEntities';
import { itShowsCatalogTrouble } from '../__testUtils__/itShowsCatalogTrouble';
import {
  prefilled,
  renderCard,
  templateEntity,
  templateRoute,
} from '../__testUtils__/renderCard';
import { ConsumerModelsCard } from './ConsumerModelsCard';

const row = (name: RegExp) => within(screen.getByRole('row', { name }));
const headers = () =>
  screen.getAllByRole('columnheader').map(header => header.textContent);

describe('ConsumerModelsCard', () => {
  it('lists the models of a component with task, lifecycle and price', async () => {
    await renderCard(<ConsumerModelsCard />, {
      entity: supportBot,
      entities: [llama],
    });
    const link = await screen.findByRole('link', { name: /Llama 3\.3 70B/ });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/assistants/model/llama-3-3-70b',
    );
    expect(headers()).toEqual(['Model', 'Lifecycle', 'Price']);
    const model = row(/Llama/);
    expect(model.getByText('Chat')).toBeInTheDocument();
    expect(model.getByText('Production')).toBeInTheDocument();
    expect(model.getByText(/€0\.40/)).toBeInTheDocument();
    expect(model.getByText(/€1\.20/)).toBeInTheDocument();
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('leads a component, and no system, to the form for one more model', async () => {
    const options = {
      entities: [supportBot, llama, templateEntity('use-model')],
      mountedRoutes: templateRoute,
    };
    const { unmount } = await renderCard(<ConsumerModelsCard />, {
      ...options,
      entity: supportBot,
    });
    expect(
      prefilled(await screen.findByRole('link', { name: 'Use a model' })),
    ).toEqual([
      '/create/templates/default/use-model',
      { component: 'component:assistants/support-bot' },
    ]);
    unmount();
    await renderCard(<ConsumerModelsCard />, { ...options, entity: helpdesk });
    await screen.findByRole('link', { name: /Llama/ });
    expect(screen.queryByText('Use a model')).not.toBeInTheDocument();
  });

  it('lists the models of a system with the components that use them', async () => {
    await renderCard(<ConsumerModelsCard />, {
      entity: helpdesk,
      entities: [supportBot, searchApi, llama, gpt],
    });
    await screen.findByRole('link', { name: /GPT-4\.1/ });
    expect(headers()).toEqual(['Model', 'Used by', 'Lifecycle', 'Price']);
    const links = (name: RegExp) =>
      row(name)
        .getAllByRole('link')
        .map(link => link.getAttribute('href'));
    expect(links(/GPT/)).toEqual([
      '/catalog/external/model/gpt-4-1',
      '/catalog/search/component/search-api',
    ]);
    expect(links(/Llama/)).toEqual([
      '/catalog/assistants/model/llama-3-3-70b',
      '/catalog/assistants/component/support-bot',
      '/catalog/search/component/search-api',
    ]);
  });

  it('names a system that depends on a model itself', async () => {
    await renderCard(<ConsumerModelsCard />, {
      entity: {
        ...helpdesk,
        relations: relationList({ dependsOn: ['model:search/bge-m3'] }),
      },
      entities: [embedder],
    });
    await screen.findByRole('link', { name: /BGE-M3/ });
    expect(row(/BGE/).getByText('the system itself')).toBeInTheDocument();
  });

  it.each([
    [
      'retiring',
      { deprecatedOn: '2026-01-01', retiresOn: '2099-06-30' },
      'deprecated' as const,
      /No longer served from Jun 30, 2099 on\./,
    ],
    [
      'retired',
      { retiresOn: '2026-01-01' },
      'retired' as const,
      /No longer served since Jan 1, 2026\./,
    ],
    [
      'announced',
      { deprecatedOn: '2099-01-01' },
      'production' as const,
      /Will be deprecated on Jan 1, 2099\./,
    ],
    ['undated', {}, 'deprecated' as const, /Choose another model/],
    ['gone', {}, 'retired' as const, /No longer served\./],
  ])(
    'warns of a %s model and names its replacement',
    async (name, dates, lifecycle, text) => {
      const model = modelEntity({
        name,
        namespace: 'assistants',
        spec: {
          lifecycle,
          retirement: { ...dates, replacedBy: 'llama-3-3-70b' },
        },
      });
      await renderCard(<ConsumerModelsCard />, {
        entity: {
          ...supportBot,
          relations: relationList({ dependsOn: [`model:assistants/${name}`] }),
        },
        entities: [model, llama],
      });
      const warned = within(await screen.findByRole('row', { name: text }));
      expect(
        warned.getByRole('link', { name: /llama-3-3-70b/i }),
      ).toHaveAttribute('href', '/catalog/assistants/model/llama-3-3-70b');
    },
  );

  it('says what it does not know of a model', async () => {
    await renderCard(<ConsumerModelsCard />, {
      entity: {
        ...supportBot,
        relations: relationList({
          dependsOn: ['model:secret/x', 'model:search/answer-lora'],
        }),
      },
      entities: [modelEntity({ name: 'answer-lora', namespace: 'search' })],
    });
    const hidden = within(
      await screen.findByRole('row', { name: /secret\/x/ }),
    );
    expect(
      hidden.getByText('not in the catalog, or not visible to you'),
    ).toBeInTheDocument();
    expect(hidden.getByText('not known')).toBeInTheDocument();
    expect(hidden.getByText('model:secret/x')).toBeInTheDocument();
    expect(hidden.queryByRole('link')).not.toBeInTheDocument();
    expect(
      row(/answer-lora/).getByText('no price in force'),
    ).toBeInTheDocument();
  });

  it('leaves out a kind of the same name that others defined', async () => {
    await renderCard(<ConsumerModelsCard />, {
      entity: supportBot,
      entities: [{ ...llama, apiVersion: 'mlops.example/v1' }],
    });
    expect(
      await screen.findByText(/The component depends on no model/),
    ).toBeInTheDocument();
  });

  it('says when components of a system are hidden', async () => {
    await renderCard(<ConsumerModelsCard />, {
      entity: helpdesk,
      entities: [supportBot, llama],
    });
    expect(
      await screen.findByText(/^1 component of the system is not visible/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Llama/ })).toBeInTheDocument();
  });

  it('says that nothing is used, and where to find a model', async () => {
    await renderCard(<ConsumerModelsCard />, { entity: website });
    expect(
      await screen.findByText(/The component depends on no model/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Find a model' })).toHaveAttribute(
      'href',
      '/llm',
    );
  });

  it.each([
    [[], 'The system has no component.'],
    [
      ['component:shop/website'],
      'The one component of the system depends on no model.',
    ],
  ])('says that a system of %j uses nothing', async (hasPart, text) => {
    await renderCard(<ConsumerModelsCard />, {
      entity: { ...helpdesk, relations: relationList({ hasPart }) },
      entities: [website],
    });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  itShowsCatalogTrouble({
    Card: ConsumerModelsCard,
    title: 'Models I use',
    entity: supportBot,
    entities: [llama],
    content: /Llama 3\.3 70B/,
  });
});
