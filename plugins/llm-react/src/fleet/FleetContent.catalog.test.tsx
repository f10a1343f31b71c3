import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { modelEntity } from '../__testUtils__/entities';
import { fleet, h100 } from '../__testUtils__/fleetEntities';
import { address, names, ready } from '../__testUtils__/fleetPage';
import { renderFleet } from '../__testUtils__/renderFleet';
import { MAX_ENTITIES } from '../catalog';

// The whole page is drawn, and its roles are searched, many times over.
jest.setTimeout(60_000);

function many(count: number): Entity[] {
  return Array.from({ length: count }, (_, index) =>
    modelEntity({
      name: `m-${index}`,
      namespace: 'load',
      title: `Model ${String(index).padStart(4, '0')}`,
      spec: {
        pricing: [
          {
            from: '2026-01-01',
            currency: 'EUR',
            perMillionInputTokens: count - index,
          },
        ],
      },
    }),
  );
}

describe('FleetContent, a large or failing catalog', () => {
  it('reads 2,000 models page by page and shows them page by page', async () => {
    const catalogApi = catalogApiMock({ entities: many(2000) });
    const query = jest.spyOn(catalogApi, 'queryEntities');
    await renderFleet({ catalogApi });
    await ready();
    expect(screen.getByText('2,000 of 2,000 models')).toBeInTheDocument();
    expect(names()).toHaveLength(25);
    expect(screen.getByText('1 to 25 of 2,000')).toBeInTheDocument();
    // Four pages of models, and one each of pools and providers.
    expect(query).toHaveBeenCalledTimes(6);
    query.mock.calls.forEach(([request]) => {
      expect(request?.limit).toBe(500);
      expect(request?.fields).toContain('metadata.name');
    });

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(names()[0]).toBe('Model 0025');
    expect(address().get('page')).toBe('2');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Rows per page' }),
      '100',
    );
    expect(names()).toHaveLength(100);
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'm-1999',
    );
    await waitFor(() => expect(names()).toEqual(['Model 1999']), {
      timeout: 20_000,
    });
    expect(address().get('page')).toBeNull();
  });

  it('shows the last page when the address names one beyond', async () => {
    await renderFleet({ entities: many(30), search: '?page=9' });
    await ready();
    expect(names()).toHaveLength(5);
  });

  it('is bounded, and says so', async () => {
    const page = many(500);
    const catalogApi = catalogApiMock.mock({
      queryEntities: async request =>
        JSON.stringify(request).includes('Model') ||
        (request && 'cursor' in request)
          ? {
              items: page,
              totalItems: 20_000,
              pageInfo: { nextCursor: 'more' },
            }
          : { items: [], totalItems: 0, pageInfo: {} },
    });
    await renderFleet({ catalogApi });
    await ready();
    // Every page of this catalog holds the same 500 models.
    expect(
      screen.getByText(
        'Only the first 500 of 20,000 models are shown. Use the catalog to find the others.',
      ),
    ).toBeInTheDocument();
    expect(catalogApi.queryEntities).toHaveBeenCalledTimes(
      MAX_ENTITIES / 500 + 2,
    );
  });

  it('leads to the list of the catalog', async () => {
    await renderFleet();
    await ready();
    expect(
      screen.getByRole('button', { name: 'Models in the catalog' }),
    ).toHaveAttribute(
      'href',
      '/catalog?filters%5Bkind%5D=model&filters%5Buser%5D=all',
    );
  });

  it('says how far it has come while it loads', async () => {
    const catalogApi = catalogApiMock({ entities: many(1200) });
    const read = catalogApi.queryEntities.bind(catalogApi);
    jest
      .spyOn(catalogApi, 'queryEntities')
      .mockImplementation(request =>
        request && 'cursor' in request ? new Promise(() => {}) : read(request),
      );
    await renderFleet({ catalogApi });
    expect(
      await screen.findByText('500 of 1,200 entities read'),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Models' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('says that the catalog has no model', async () => {
    await renderFleet({ entities: [h100] });
    expect(
      await screen.findByText(/The catalog has no model yet/),
    ).toBeInTheDocument();
  });

  it('says when the catalog refuses', async () => {
    const catalogApi = catalogApiMock.mock({
      queryEntities: async () => {
        throw new NotAllowedError('no');
      },
    });
    await renderFleet({ catalogApi });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('says when the catalog fails, and asks again', async () => {
    const catalogApi = catalogApiMock({ entities: fleet });
    jest
      .spyOn(catalogApi, 'queryEntities')
      .mockRejectedValueOnce(new Error('connection reset'));
    await renderFleet({ catalogApi });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    await ready();
    expect(names()).toHaveLength(4);
  });
});
