import { screen } from '@testing-library/react';
import { h100 } from '../__testUtils__/fleetEntities';
import {
  prefilled,
  renderCard,
  templateEntity,
  templateRoute,
} from '../__testUtils__/renderCard';
import { PoolActionsCard } from './PoolActionsCard';

describe('PoolActionsCard', () => {
  it('leads to the fleet, filtered by this pool, to the graph, and to the file', async () => {
    await renderCard(<PoolActionsCard />, { entity: h100 });
    const models = screen.getByRole('link', {
      name: 'Compare the models on this pool',
    });
    const address = new URL(models.getAttribute('href')!, 'http://portal');
    expect(address.pathname).toBe('/llm');
    expect([...address.searchParams]).toEqual([
      ['pool', 'gpupool:gpu/h100-fra'],
    ]);
    expect(
      screen.getByRole('link', { name: 'Compare with other pools' }),
    ).toHaveAttribute('href', '/llm?tab=pools');
    expect(
      screen.getByRole('link', { name: 'Show in the graph' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/catalog-graph\?rootEntityRefs.*h100-fra/),
    );
    expect(
      screen.getByText('pools/h100-fra/catalog-info.yaml'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy path' }),
    ).toBeInTheDocument();
  });

  it('opens the file where it has an address', async () => {
    const address = 'https://git.acme.example/gpu/pools.yaml';
    await renderCard(<PoolActionsCard />, {
      entity: {
        ...h100,
        metadata: {
          ...h100.metadata,
          annotations: { 'backstage.io/view-url': address },
        },
      },
    });
    expect(
      screen.getByRole('link', { name: /Open the catalog file/ }),
    ).toHaveAttribute('href', address);
  });

  it('leads to the form that puts a model here, filled in', async () => {
    await renderCard(<PoolActionsCard />, {
      entity: h100,
      entities: [templateEntity('serve-model')],
      mountedRoutes: templateRoute,
    });
    expect(
      prefilled(
        await screen.findByRole('link', { name: 'Serve a model here' }),
      ),
    ).toEqual([
      '/create/templates/default/serve-model',
      { place: { pool: 'gpupool:gpu/h100-fra' } },
    ]);
  });

  it('says so where the portal has neither page and no file is known', async () => {
    await renderCard(<PoolActionsCard />, {
      entity: { ...h100, metadata: { ...h100.metadata, annotations: {} } },
      mountedRoutes: {},
    });
    expect(screen.getByText('Nothing to show')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Compare/ }),
    ).not.toBeInTheDocument();
  });
});
