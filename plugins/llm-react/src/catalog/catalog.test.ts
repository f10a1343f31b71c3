import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { fetchEntities, fullRef, relatedRefs } from '.';

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'support-bot', namespace: 'retail' },
  relations: [
    { type: 'dependsOn', targetRef: 'model:retail/qwen3-8b' },
    { type: 'dependsOn', targetRef: 'model:retail/qwen3-8b' },
    { type: 'dependsOn', targetRef: 'resource:default/model' },
    { type: 'ownedBy', targetRef: 'group:default/assistants' },
  ],
};

describe('fullRef', () => {
  it.each([
    ['h100-fra', 'gpupool:retail/h100-fra'],
    ['platform/h100-fra', 'gpupool:platform/h100-fra'],
    ['GpuPool:default/H100-Fra', 'gpupool:default/h100-fra'],
    ['gpupool:', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %s', (value, expected) => {
    expect(fullRef({ value, defaultKind: 'GpuPool', entity: component })).toBe(
      expected,
    );
  });
});

describe('relatedRefs', () => {
  it('lists the targets of one type and kind once', () => {
    expect(
      relatedRefs({ entity: component, type: 'dependsOn', kind: 'Model' }),
    ).toEqual(['model:retail/qwen3-8b']);
    expect(relatedRefs({ entity: component, type: 'dependsOn' })).toEqual([
      'model:retail/qwen3-8b',
      'resource:default/model',
    ]);
  });

  it('answers with nothing for an entity without relations', () => {
    expect(
      relatedRefs({
        entity: { ...component, relations: undefined },
        type: 'dependsOn',
      }),
    ).toEqual([]);
  });
});

describe('fetchEntities', () => {
  it('tells what the catalog shows from what it does not', async () => {
    const { entities, hidden } = await fetchEntities({
      catalogApi: catalogApiMock({ entities: [component] }),
      refs: [
        'component:retail/support-bot',
        'model:default/gone',
        'component:retail/support-bot',
      ],
    });
    expect([...entities.keys()]).toEqual(['component:retail/support-bot']);
    expect(hidden).toEqual(['model:default/gone']);
  });

  it('asks in requests that stay below the size limit', async () => {
    const many = Array.from({ length: 1201 }, (_, index) => ({
      ...component,
      metadata: { name: `c${index}`, namespace: 'retail' },
    }));
    const catalogApi = catalogApiMock({ entities: many });
    const request = jest.spyOn(catalogApi, 'getEntitiesByRefs');
    const { entities, hidden } = await fetchEntities({
      catalogApi,
      refs: [
        ...many.map(({ metadata }) => `component:retail/${metadata.name}`),
        'model:a/b',
      ],
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    });
    expect(entities.size).toBe(1201);
    expect(entities.get('component:retail/c1200')?.metadata.name).toBe('c1200');
    expect(hidden).toEqual(['model:a/b']);
    expect(
      request.mock.calls.map(([{ entityRefs }]) => entityRefs.length),
    ).toEqual([500, 500, 202]);
  });

  it('asks nothing when there is nothing to ask for', async () => {
    const catalogApi = catalogApiMock({ entities: [] });
    const request = jest.spyOn(catalogApi, 'getEntitiesByRefs');
    await expect(fetchEntities({ catalogApi, refs: [] })).resolves.toEqual({
      entities: new Map(),
      hidden: [],
    });
    expect(request).not.toHaveBeenCalled();
  });
});
