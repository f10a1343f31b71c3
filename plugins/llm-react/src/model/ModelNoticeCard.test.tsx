import type { Entity } from '@backstage/catalog-model';
import { toStatusItem } from '@modelyard/plugin-llm-common';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { llama, modelEntity } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { ModelNoticeCard } from './ModelNoticeCard';

const notices = () => screen.queryByRole('region', { name: /^Notices about/ });

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'search' },
    relations: [
      { type: 'dependsOn', targetRef: 'model:search/bge-large' },
      { type: 'ownedBy', targetRef: owner },
    ],
  };
}

describe('ModelNoticeCard', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date('2027-03-01T12:00:00Z'),
      advanceTimers: true,
    });
  });
  afterEach(() => jest.useRealTimers());

  it('says nothing of a model that is well', async () => {
    await renderCard(<ModelNoticeCard />, { entity: llama });
    expect(notices()).not.toBeInTheDocument();
  });

  it('says since when a model is deprecated, until when it runs, what to use, and whom of the reader it hits', async () => {
    const entity = modelEntity({
      name: 'bge-large',
      namespace: 'search',
      spec: {
        type: 'embedding',
        lifecycle: 'deprecated',
        retirement: {
          deprecatedOn: '2027-01-01',
          retiresOn: '2027-06-30',
          replacedBy: 'model:search/bge-m3',
        },
      },
    });
    const mine = component('search-api', 'group:default/search');
    const queryEntities = jest.fn(async () => ({
      items: [mine],
      totalItems: 1,
      pageInfo: {},
    }));
    await renderCard(<ModelNoticeCard />, {
      entity,
      ownershipEntityRefs: ['user:default/mira.app', 'group:default/search'],
      catalogApi: catalogApiMock.mock({ queryEntities }),
    });

    const notice = within(notices()!);
    expect(
      notice.getByText(
        'Deprecated since Jan 1, 2027. Retires on Jun 30, 2027, in 4 months.',
      ),
    ).toBeVisible();
    expect(notice.getByRole('link', { name: /bge-m3/ })).toHaveAttribute(
      'href',
      '/catalog/search/model/bge-m3',
    );
    expect(
      await notice.findByText(/1 component of your teams still names it:/),
    ).toBeVisible();
    expect(notice.getByRole('link', { name: /search-api/ })).toBeVisible();
    expect(queryEntities).toHaveBeenCalledWith(
      expect.objectContaining({
        filter: {
          'relations.dependsOn': 'model:search/bge-large',
          'relations.ownedBy': [
            'user:default/mira.app',
            'group:default/search',
          ],
        },
      }),
    );
  });

  it('stays silent about own components where it cannot know', async () => {
    await renderCard(<ModelNoticeCard />, {
      entity: modelEntity({
        name: 'old',
        spec: { lifecycle: 'retired', retirement: { retiresOn: '2027-01-31' } },
      }),
      catalogApi: catalogApiMock.mock({
        queryEntities: async () => {
          throw new Error('the catalog is away');
        },
      }),
    });
    expect(
      screen.getByText('Retired since Jan 31, 2027: it is no longer served.'),
    ).toBeVisible();
    expect(screen.getByText('No replacement is named.')).toBeVisible();
    expect(screen.queryByText(/still name/)).not.toBeInTheDocument();
  });

  it('announces what is planned, and where the dates are ahead of the lifecycle', async () => {
    await renderCard(<ModelNoticeCard />, {
      entity: modelEntity({
        name: 'planned',
        spec: { retirement: { deprecatedOn: '2027-03-04' } },
      }),
    });
    expect(
      screen.getByText('Will be deprecated on Mar 4, 2027.'),
    ).toBeVisible();

    await renderCard(<ModelNoticeCard />, {
      entity: modelEntity({
        name: 'late',
        spec: { retirement: { deprecatedOn: '2027-02-01' } },
      }),
    });
    expect(
      screen.getByText(/The catalog still calls it production\./),
    ).toBeVisible();
  });

  it('lists the warnings that the catalog found, with their place in the file', async () => {
    await renderCard(<ModelNoticeCard />, {
      entity: modelEntity({
        name: 'warned',
        status: {
          items: [
            toStatusItem({
              code: 'alias-claimed-twice',
              path: 'spec.deployments[0].aliases[0]',
              message: 'assistant-large is an alias of model:default/qwen3 too',
              severity: 'warning',
            }),
          ],
        },
      }),
    });
    expect(screen.getByText('The catalog file has 1 warning')).toBeVisible();
    expect(screen.getByText('spec.deployments[0].aliases[0]')).toBeVisible();
    expect(screen.getByText(/assistant-large is an alias of/)).toBeVisible();
  });
});
