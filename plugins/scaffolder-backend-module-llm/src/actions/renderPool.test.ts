import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse, stringify } from 'yaml';
import {
  startScaffolder,
  step,
  target,
} from '../__testUtils__/startScaffolder';
import { examplePool } from './pool/examples';

jest.setTimeout(60_000);

const { quotas, ...spec } = examplePool.spec;
const shared = (name: string, extra: object = {}) => ({
  ...examplePool,
  metadata: { name, namespace: 'default' },
  spec: { ...spec, ...extra },
});
const targets = [
  { ...target, components: { ...target.components, kueue: '0.19' } },
];

/** An intent of another pool of the cluster. */
const held = stringify({
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Intent',
  renderer: 1,
  target: 'fra-1',
  subject: {
    kind: 'pool',
    name: 'edge',
    namespace: 'gpu-operator',
    pool: 'gpupool:default/edge',
    owner: 'group:default/edge-platform',
  },
  parts: [
    {
      family: 'device-sharing',
      input: {
        groups: [
          {
            name: 'edge-shared',
            accelerator: 'nvidia-l40s-48gb',
            gpusPerNode: 4,
            nodes: { by: 'provisioning' },
            mps: { replicas: 4 },
          },
        ],
      },
    },
  ],
});

describe('rendering what a pool needs in its cluster', () => {
  const directory = createMockDirectory();
  const start = (files: Record<string, string> = {}) =>
    startScaffolder(directory, {
      targets,
      files: { 'README.md': 'Pools', ...files },
      entities: [shared('l4-fra')],
    });

  it('reads a pool of the catalog, and finds nothing to do the second time', async () => {
    const { dryRun, repository } = await start();
    const render = step('llm:pool:render', {
      pool: 'gpupool:default/l4-fra',
      sharing: true,
    });
    const { output, files, error } = await dryRun([render]);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({
      folders: ['pools/l4-fra/cluster'],
      remove: [],
      notes: [],
      checks: [{ kind: 'manifests', folder: 'pools/l4-fra/cluster' }],
    });
    // Whoever looks after the nodes has to label them.
    expect(output.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /bear nvidia\.com\/device-plugin\.config=l4-fra-turns: set it where they are provisioned/,
        ),
      ]),
    );
    const changes = output.changes as Array<{ path: string }>;
    await repository.commit({
      message: 'Render',
      changes: changes.map(({ path }) => ({ path, content: files[path] })),
    });
    expect((await dryRun([render])).output).toMatchObject({ changes: [] });
  });

  it('keeps what the intent of the pool holds beside', async () => {
    const entity = shared('l4-fra', { quotas });
    const { dryRun } = await start({
      'pools/l4-fra/cluster/intent.yaml': stringify({
        ...parse(held),
        subject: {
          kind: 'pool',
          name: 'l4-fra',
          namespace: 'gpu-operator',
          pool: 'gpupool:default/l4-fra',
          owner: 'group:default/old-owner',
          costCentre: 'cc-1',
        },
      }),
    });
    const { files, error, output } = await dryRun([
      step('llm:pool:render', {
        entity,
        sharing: true,
        quotas: 'queues',
        discardHandEdits: true,
      }),
    ]);
    expect(error).toBeUndefined();
    const intent = parse(files['pools/l4-fra/cluster/intent.yaml']);
    expect(intent.subject).toMatchObject({
      owner: 'group:default/gpu-platform',
      costCentre: 'cc-1',
    });
    expect(
      intent.parts.map(({ family }: { family: string }) => family),
    ).toEqual(['device-sharing', 'gpu-quota']);
    expect(intent.parts[1].input).toMatchObject({ queue: 'l4-fra' });
    // The queue is there, but nothing that is served would know of it.
    expect(output.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^gpupool:default\/l4-fra has no spec\.queue: .*say queue: l4-fra in the pool$/,
        ),
      ]),
    );
    const named = await dryRun([
      step('llm:pool:render', {
        entity: shared('l4-fra', { quotas, queue: 'l4-queue' }),
        quotas: 'queues',
        discardHandEdits: true,
      }),
    ]);
    expect(
      parse(named.files['pools/l4-fra/cluster/intent.yaml']).parts[1].input,
    ).toMatchObject({ queue: 'l4-queue' });
    expect(String(named.output.warnings)).not.toContain('spec.queue');
    expect(
      intent.parts[0].input.groups.map(({ name }: { name: string }) => name),
    ).toEqual(['edge-shared', 'l4-fra-turns']);
  });

  it('joins the pool that holds the settings of the cluster, whose owner reviews as well', async () => {
    const rendered = await start().then(({ dryRun }) =>
      dryRun([
        step('llm:manifests:device-sharing', {
          target: 'fra-1',
          subject: parse(held).subject,
          input: parse(held).parts[0].input,
        }),
      ]),
    );
    const { dryRun } = await start({
      ...Object.fromEntries(
        Object.entries(rendered.files).filter(([path]) =>
          path.startsWith('pools/'),
        ),
      ),
      'pools/edge/catalog-info.yaml': stringify({
        ...shared('edge', { owner: 'group:default/edge-platform' }),
      }),
    });
    const { output, error } = await dryRun([
      step('llm:catalog:gpu-pool', {
        ref: 'gpupool:default/l4-par',
        spec: shared('l4-par', { quotas }).spec,
      }),
      step('llm:pool:render', {
        entity: "${{ steps['llm-catalog-gpu-pool'].output.entity }}",
        sharing: true,
        quotas: 'namespaces',
      }),
      step('llm:gitops:commit', {
        change: 'add-l4-par',
        title: 'Add the pool l4-par',
        changes: [
          "${{ steps['llm-catalog-gpu-pool'].output.changes }}",
          "${{ steps['llm-pool-render'].output.changes }}",
        ],
        remove: "${{ steps['llm-pool-render'].output.remove }}",
        checks: "${{ steps['llm-pool-render'].output.checks }}",
      }),
    ]);
    expect(error).toBeUndefined();
    expect(output.preview).toMatchObject({
      owners: ['group:default/edge-platform', 'group:default/gpu-platform'],
      files: [
        { path: 'pools/edge/cluster/base/device-sharing.yaml' },
        { path: 'pools/edge/cluster/intent.yaml' },
        { path: 'pools/l4-par/catalog-info.yaml' },
        { path: 'pools/l4-par/cluster/base/gpu-quota.yaml' },
        { path: 'pools/l4-par/cluster/base/kustomization.yaml' },
        { path: 'pools/l4-par/cluster/intent.yaml' },
      ],
      checks: [
        {
          folder: 'pools/edge/cluster',
          findings: expect.arrayContaining([
            {
              severity: 'warning',
              message: expect.stringMatching(
                /which pools\/edge\/cluster\/intent\.yaml holds: what gpupool:default\/l4-par needs joins it/,
              ),
            },
          ]),
        },
        { folder: 'pools/l4-par/cluster' },
      ],
    });
  });

  it.each([
    ['no pool', { sharing: true }, /pool: is needed where no entity is given/],
    [
      'an entity that breaks the rules of its kind',
      { entity: shared('l4-par', { devices: [] }), sharing: true },
      /entity is no valid GpuPool/,
    ],
    [
      'a cluster without Kueue',
      {
        entity: shared('l4-par', { quotas, cluster: 'bare' }),
        quotas: 'queues',
      },
      /platform\.components\.kueue.*waiting in queues with quotas/,
    ],
    [
      'a cluster whose Kueue does not know the devices',
      {
        entity: shared('l4-par', {
          quotas,
          devices: [
            {
              ...shared('x').spec.devices[0],
              allocation: 'dra',
              sharing: { strategy: 'exclusive' },
            },
          ],
        }),
        quotas: 'queues',
      },
      /llm\.targets fra-1 kueue\.deviceClasses must say what Kueue counts devices of the class gpu\.nvidia\.com as, for the device group turns/,
    ],
  ])('ends with a clear reason on %s', async (_, input, reason) => {
    const { dryRun } = await startScaffolder(directory, {
      targets: [...targets, { ...target, name: 'bare' }],
    });
    const { error, log } = await dryRun([step('llm:pool:render', input)]);
    expect(log + error).toMatch(reason);
  });
});
