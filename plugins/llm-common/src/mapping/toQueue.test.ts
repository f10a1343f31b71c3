import { devices, pool as poolOf, quota } from './__testUtils__/pools';
import { toGpuQuota } from './toGpuQuota';
import { toQueue } from './toQueue';

const pool: typeof poolOf = spec =>
  poolOf({
    devices: ['some', 'slices'].map(name => devices({ name })),
    ...spec,
  });

describe('the queue that work on a pool waits in', () => {
  const entity = pool({
    queue: 'gpus',
    quotas: [
      quota,
      // Namespaces count for all quotas of a group, as its queues do.
      { ...quota, group: 'group:default/search', namespaces: ['search-prod'] },
      {
        ...quota,
        group: 'group:default/search',
        devices: 'slices',
        namespaces: ['search-dev'],
      },
      { group: 'group:default/claims', devices: 'slices', limit: 1 },
    ],
  });
  const work = {
    entity,
    devices: 'some',
    group: 'group:berlin/assistants',
    namespace: 'assistants-prod',
  };

  it.each([
    [{}],
    [{ group: 'group:default/search', namespace: 'search-prod' }],
    [{ group: 'group:default/search', namespace: 'search-dev' }],
    [
      {
        group: 'group:default/search',
        namespace: 'search-prod',
        devices: 'slices',
      },
    ],
  ])('is that of the pool for %j, where it renders to', change => {
    const asked = { ...work, ...change };
    expect(toQueue(asked)).toEqual({ queue: 'gpus', issues: [] });
    const rendered = toGpuQuota({
      // The last quota has no namespaces, so that nothing is rendered of it.
      entity: pool({
        ...entity.spec,
        quotas: entity.spec.quotas!.slice(0, -1),
      }),
      enforcement: 'queues',
      sharing: true,
      target: { name: 'ber-1', kueue: { deviceClasses: {} } },
    });
    expect(rendered.ok && rendered.value).toMatchObject({
      queue: 'gpus',
      quotas: expect.arrayContaining([
        expect.objectContaining({
          group: asked.group,
          namespaces: expect.arrayContaining([asked.namespace]),
          devices: expect.arrayContaining([
            expect.objectContaining({ flavor: asked.devices }),
          ]),
        }),
      ]),
    });
  });

  it('is none where the pool has none', () => {
    const none = { queue: null, issues: [] };
    expect(toQueue({ ...work, entity: pool({ quotas: [quota] }) })).toEqual(
      none,
    );
    expect(
      toQueue({
        ...work,
        group: undefined,
        entity: pool({ type: 'slurm', queue: 'gpus', quotas: [quota] }),
      }),
    ).toEqual(none);
  });

  it.each([
    [
      'a group without a quota on these devices',
      { devices: 'slices' },
      /^is left out: group:berlin\/assistants has no quota on gpupool:berlin\/h100\.ber, slices, .*queue gpus.*; group:berlin\/gpu-platform, the owner of the pool, can give/,
    ],
    [
      'the group of that name in another namespace of the catalog',
      { group: 'group:default/assistants' },
      /^is left out: group:default\/assistants has no quota/,
    ],
    [
      'a namespace that the quota does not name',
      { namespace: 'assistants-dev' },
      /^is left out: the quota .* names only assistants-prod, so that there is no queue gpus in the namespace assistants-dev .*; group:berlin\/gpu-platform/,
    ],
    [
      'a quota without namespaces',
      { group: 'group:default/claims', devices: 'slices' },
      /^is left out: the quota .* names no namespaces/,
    ],
  ])('is none for %s, and says who can change that', (_, change, message) => {
    expect(toQueue({ ...work, ...change })).toEqual({
      queue: null,
      issues: [
        {
          path: 'runtime.queue',
          code: 'queue-uncounted',
          severity: 'warning',
          message: expect.stringMatching(message),
        },
      ],
    });
  });

  it.each([
    [{ group: undefined }, 'the group of'],
    [{ namespace: undefined }, 'the namespace of'],
    [{ group: undefined, namespace: undefined }, 'the group and namespace of'],
  ])('is open for %j', (change, unsaid) => {
    expect(toQueue({ ...work, ...change })).toEqual({
      issues: [
        expect.objectContaining({
          message: expect.stringContaining(`nobody said ${unsaid}`),
          severity: 'warning',
        }),
      ],
    });
  });
});
