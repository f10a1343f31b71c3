import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  parseIntent,
  platformSchema,
  renderFiles,
} from '@modelyard/llm-manifests';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import request from 'supertest';
import llmPlugin from '.';
import { startRepository } from './__testUtils__/repository';

jest.setTimeout(30_000);

const target = {
  name: 'fra-1',
  kubernetes: '1.36',
  components: { nvidiaDevicePlugin: '0.20', gatewayApi: '1.6' },
};

/** A deployment as it is committed. */
function deployment(model: string, name: string): Record<string, string> {
  const intent = parseIntent({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: 'fra-1',
    subject: {
      kind: 'deployment',
      name: `nova-${name}`,
      namespace: 'assistants',
      model,
      version: 'v1',
      deployment: name,
      environment: 'production',
      servedModelName: `nova-${name}`,
      owner: 'group:berlin/search',
    },
    parts: [
      {
        family: 'vllm-deployment',
        input: {
          source: { uri: 'hf://example/nova' },
          engine: {},
          placement: { gpus: 1, allocation: 'device-plugin' },
          runtime: { memory: '24Gi' },
          cache: { kind: 'ephemeral', size: '20Gi' },
        },
      },
    ],
  });
  const [kind, rest] = model.split(':');
  const [namespace, entity] = rest.split('/');
  return filesOf(`${kind}s/${namespace}_${entity}/${name}`, intent);
}

function filesOf(
  folderOf: string,
  intent: ReturnType<typeof parseIntent>,
): Record<string, string> {
  const files =
    intent.ok &&
    renderFiles({
      intent: intent.value,
      platform: platformSchema.parse(target),
    });
  if (!files || !files.ok) {
    throw new Error(JSON.stringify(files || intent));
  }
  return Object.fromEntries(
    files.value.map(({ path, content }) => [`${folderOf}/${path}`, content]),
  );
}

/** What was rendered for a pool. */
function clusterOf(pool: string): Record<string, string> {
  const intent = parseIntent({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: 'fra-1',
    subject: {
      kind: 'pool',
      name: pool,
      namespace: 'gpu-operator',
      pool: `gpupool:default/${pool}`,
      owner: 'group:berlin/search',
    },
    parts: [
      {
        family: 'device-sharing',
        input: {
          groups: [
            {
              name: `${pool}-turns`,
              accelerator: 'nvidia-l4-24gb',
              gpusPerNode: 1,
              nodes: { by: 'provisioning' },
              timeSlicing: { replicas: 2 },
            },
          ],
        },
      },
    ],
  });
  return filesOf(`pools/${pool}/cluster`, intent);
}

const NOVA = 'model:berlin/nova';
const folder = 'models/berlin_nova/prod';
const MANIFEST = `${folder}/base/vllm-deployment.yaml`;

describe('drift', () => {
  const directory = createMockDirectory();
  let repository: GitOpsRepository;

  const commit = (files: Record<string, string>) =>
    repository.commit({
      message: 'Change',
      changes: Object.entries(files).map(([path, content]) => ({
        path,
        content,
      })),
    });

  beforeEach(async () => {
    directory.clear();
    repository = await startRepository(directory, {
      ...deployment(NOVA, 'prod'),
      ...deployment(NOVA, 'spare'),
      ...deployment('model:berlin/hidden', 'prod'),
    });
  });

  async function start(
    result:
      | AuthorizeResult.ALLOW
      | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
  ) {
    const { server } = await startTestBackend({
      features: [
        llmPlugin,
        mockServices.permissions.factory({ result }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'modelyard.dev/v1alpha1',
              kind: 'Model',
              metadata: { name: 'nova', namespace: 'berlin' },
              spec: {
                type: 'chat',
                versions: [{ name: 'v1', kind: 'weights' }],
                deployments: ['prod', 'spare', 'hand'].map(name => ({
                  name,
                  version: 'v1',
                  ...(name !== 'hand' && {
                    intent: `models/berlin_nova/${name}/intent.yaml`,
                  }),
                })),
              },
            },
            {
              apiVersion: 'modelyard.dev/v1alpha1',
              kind: 'GpuPool',
              metadata: { name: 'l4', namespace: 'default' },
              spec: { type: 'kubernetes', devices: [] },
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            llm: {
              gitops: { folder: directory.resolve('gitops.git') },
              targets: [target],
            },
          },
        }),
      ],
    });
    return (
      query: object | string = {},
      user = mockCredentials.user.header(),
    ) =>
      request(server)
        .get('/api/llm/v1/drift')
        .query(query)
        .set('authorization', user);
  }

  it('is none where everything is as it was rendered', async () => {
    const get = await start();
    expect((await get()).body).toEqual({ drift: [] });
    const { body } = await get({ model: 'Model:Berlin/Nova' });
    expect(body.drift).toMatchObject([
      { folder, entityRef: NOVA, deployment: 'prod', state: 'in-step' },
      { deployment: 'spare', state: 'in-step', files: [] },
    ]);
  });

  it('shows what somebody has edited, with texts for the one who asks for the model', async () => {
    const get = await start();
    const rendered = deployment(NOVA, 'prod')[MANIFEST];
    const committed = rendered.replace('cpu: "4"', 'cpu: "9"');
    await get();
    await commit({
      [MANIFEST]: committed,
      [`${folder}/base/big.yaml`]: '#'.repeat(300_000),
      'models/berlin_hidden/prod/base/mine.yaml': 'x',
      'models/berlin_nova/spare/intent.yaml': 'kind: Intent',
    });
    const all = await get();
    expect(all.body.drift).toEqual([
      {
        folder,
        entityRef: NOVA,
        deployment: 'prod',
        state: 'edited',
        files: [
          { path: `${folder}/base/big.yaml`, type: 'extra' },
          { path: MANIFEST, type: 'changed' },
        ],
      },
      {
        folder: 'models/berlin_nova/spare',
        entityRef: NOVA,
        state: 'unknown',
        message: expect.stringContaining('intent.yaml cannot be read'),
        files: [],
      },
    ]);
    const { body } = await get({ model: NOVA });
    expect(body.drift[0].files).toEqual([
      {
        path: `${folder}/base/big.yaml`,
        type: 'extra',
        omitted: 'too-large',
      },
      { path: MANIFEST, type: 'changed', rendered, committed },
    ]);
    expect(body.drift[1]).toMatchObject({ state: 'unknown' });
  });

  it('shows what somebody has edited of what was rendered for a pool', async () => {
    const get = await start();
    const file = 'pools/l4/cluster/base/device-sharing.yaml';
    const rendered = clusterOf('l4')[file];
    const committed = rendered.replace('replicas: 2', 'replicas: 8');
    await commit({
      ...clusterOf('l4'),
      ...clusterOf('l4-more'),
      'pools/l4/overlays/intent.txt': 'mine',
    });
    const asked = { pool: 'gpupool:default/l4' };
    expect((await get(asked)).body.drift).toMatchObject([
      { folder: 'pools/l4/cluster', state: 'in-step', files: [] },
    ]);
    await commit({ [file]: committed });
    expect((await get(asked)).body.drift).toEqual([
      {
        folder: 'pools/l4/cluster',
        entityRef: 'gpupool:default/l4',
        state: 'edited',
        files: [{ path: file, type: 'changed', rendered, committed }],
      },
    ]);
    // The other pool is in the repository, but nobody sees it.
    expect((await get({ pool: 'l4-more' })).status).toBe(404);
    expect((await get({ ...asked, model: NOVA })).status).toBe(400);
    // As people write it.
    expect((await get('pool=gpupool:default/l4')).status).toBe(200);
  });

  it('is for people who may read changes, of models that they see', async () => {
    const get = await start();
    expect((await get({ model: 'model:berlin/hidden' })).status).toBe(404);
    expect((await get({ model: '/' })).status).toBe(400);
    const service = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(),
      targetPluginId: 'llm',
    });
    expect((await get({}, service)).status).toBe(403);
    const denied = await start(AuthorizeResult.DENY);
    expect((await denied()).body.error.message).toContain('llm.change.read');
  });
});
