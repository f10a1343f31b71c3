import { Route, Routes } from 'react-router-dom';
import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { fleetRouteRef, llmApiRef } from '@modelyard/plugin-llm-react';
import { screen } from '@testing-library/react';
import { demoEntities } from '../dev/demo';
import { LlmFleetPage, LlmSearchResultListItem, llmPlugin } from '.';

describe('the plugin of the old frontend system', () => {
  it('brings the client of its backend', () => {
    expect([...llmPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      llmApiRef.id,
    ]);
    expect(llmPlugin.routes.root).toBe(fleetRouteRef);
  });

  it('shows the fleet in a page of its own', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [catalogApiRef, catalogApiMock({ entities: demoEntities })],
          [identityApiRef, mockApis.identity()],
          [permissionApiRef, mockApis.permission()],
          [
            llmApiRef,
            { listSources: async () => [], listChanges: async () => [] },
          ],
        ]}
      >
        <Routes>
          <Route path="/llm" element={<LlmFleetPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/llm'],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole('heading', { level: 1, name: 'LLM platform' }),
    ).toBeVisible();
    expect(
      (await screen.findAllByText('Llama 3.1 70B Instruct'))[0],
    ).toBeVisible();
    expect(await screen.findByRole('tab', { name: 'Changes' })).toBeVisible();
  });

  it('draws models and pools among search results, and leaves the rest to the items after it', async () => {
    const result = (kind: string) => ({
      type: 'software-catalog',
      document: {
        title: `A ${kind}`,
        text: `All about the ${kind}`,
        location: '/somewhere',
        kind,
        type: 'chat',
      },
    });
    await renderInTestApp(
      <SearchResultListItemExtensions
        results={[result('Model'), result('Component')]}
      >
        <LlmSearchResultListItem />
      </SearchResultListItemExtensions>,
    );
    expect(await screen.findByText('Chat')).toBeVisible();
    expect(screen.getByRole('link', { name: 'A Model' })).toBeVisible();
    expect(await screen.findByText('All about the Component')).toBeVisible();
    // Its task is drawn by our own item only.
    expect(screen.getAllByText('Chat')).toHaveLength(1);
  });
});
