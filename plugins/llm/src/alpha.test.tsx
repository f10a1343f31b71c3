import { useEffect } from 'react';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendModule,
  iconsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { catalogGraphApiRef } from '@backstage/plugin-catalog-graph';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { llmApiRef } from '@modelyard/plugin-llm-react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pageWith } from './__testUtils__/pageWith';
import features, { llmPlugin } from './alpha';
import { catalogSearchResultListItem } from './alpha/catalogModule';
import { llmKindIcons } from './icons/icons';

/** Signs in at once: the sign-in page is the portal's affair. */
const signIn = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () => props => {
          useEffect(() => props.onSignInSuccess(mockApis.identity()), [props]);
          return null;
        },
      },
    }),
  ],
});

describe('the feature loader', () => {
  it('brings kind icons, graph relations, the API and the page into an app', async () => {
    const Probe = () => {
      const icons = useApi(iconsApiRef);
      const graph = useApi(catalogGraphApiRef);
      const llm = useApi(llmApiRef);
      const presentation = useApi(entityPresentationApiRef);
      const iconOf = (ref: string) => presentation.forEntity(ref).snapshot.Icon;
      return (
        <ul>
          <li>
            presented:{' '}
            {String(
              iconOf('model:default/x') === llmKindIcons.model &&
                iconOf('gpupool:default/x') === llmKindIcons.gpupool &&
                Boolean(iconOf('component:default/x')),
            )}
          </li>
          <li>model icon: {String(Boolean(icons.icon('kind:model')))}</li>
          <li>pool icon: {String(Boolean(icons.icon('kind:gpupool')))}</li>
          <li>unknown icon: {String(Boolean(icons.icon('kind:weather')))}</li>
          <li>relations: {graph.knownRelations.join(' ')}</li>
          <li>pairs: {graph.knownRelationPairs.join(' ')}</li>
          <li>shown: {graph.defaultRelations.join(' ')}</li>
          <li>client: {typeof llm.listSources}</li>
        </ul>
      );
    };
    const app = createApp({
      features: [
        features,
        catalogPlugin,
        catalogGraphPlugin,
        signIn,
        pageWith(<Probe />),
      ],
      advanced: {
        configLoader: async () => ({
          config: mockApis.config({
            data: {
              app: { title: 'Portal' },
              backend: { baseUrl: 'http://portal.example' },
            },
          }),
        }),
      },
    });
    render(app.createRoot());
    expect(await screen.findByText('model icon: true')).toBeVisible();
    expect(screen.getByText('pool icon: true')).toBeVisible();
    expect(screen.getByText('presented: true')).toBeVisible();
    expect(screen.getByText('unknown icon: false')).toBeVisible();
    for (const relation of ['ownedBy', 'runsOn', 'hosts', 'derivedFrom']) {
      expect(screen.getByText(/^relations: /)).toHaveTextContent(relation);
      expect(screen.getByText(/^shown: /)).toHaveTextContent(relation);
    }
    expect(screen.getByText(/^pairs: /)).toHaveTextContent('runsOn,hosts');
    expect(screen.getByText('client: function')).toBeVisible();
    expect(
      within(screen.getByRole('navigation', { name: 'sidebar nav' })).getByRole(
        'link',
        {
          name: 'LLM platform',
        },
      ),
    ).toHaveAttribute('href', '/llm');
  });
});

describe('the API', () => {
  it('asks the backend of the plugin', async () => {
    const fetch = jest.fn(
      async () =>
        new Response(JSON.stringify({ sources: [] }), {
          headers: { 'content-type': 'application/json' },
        }),
    );
    let answer: unknown;
    const Probe = () => {
      const llm = useApi(llmApiRef);
      return (
        <button
          type="button"
          onClick={async () => {
            answer = await llm.listSources();
          }}
        >
          ask
        </button>
      );
    };
    renderTestApp({
      features: [llmPlugin, pageWith(<Probe />)],
      apis: [
        mockApis.fetch({ baseImplementation: fetch }),
        mockApis.discovery({ baseUrl: 'http://portal.example' }),
      ],
    });
    await userEvent.click(await screen.findByRole('button', { name: 'ask' }));
    expect(answer).toEqual([]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(String((fetch.mock.calls[0] as unknown[])[0])).toBe(
      'http://portal.example/api/llm/v1/sources',
    );
  });
});

describe('the search result item', () => {
  it('takes models and pools, and leaves the rest to the catalog', () => {
    const item = createExtensionTester(
      llmPlugin.getExtension('search-result-list-item:llm'),
    ).get(SearchResultListItemBlueprint.dataRefs.item);
    const result = (kind: string) => ({
      type: 'software-catalog',
      document: { title: 'x', text: 'y', location: '/z', kind },
    });
    expect(item.predicate?.(result('GpuPool'))).toBe(true);
    expect(item.predicate?.(result('Component'))).toBe(false);

    const catalogItem = createExtensionTester(catalogSearchResultListItem).get(
      SearchResultListItemBlueprint.dataRefs.item,
    );
    expect(catalogItem.predicate?.(result('GpuPool'))).toBe(false);
    expect(catalogItem.predicate?.(result('Component'))).toBe(true);
    expect(
      catalogItem.predicate?.({ ...result('Component'), type: 'techdocs' }),
    ).toBe(false);
  });
});
