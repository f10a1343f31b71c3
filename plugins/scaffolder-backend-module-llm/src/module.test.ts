import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { ModelVersion } from '@modelyard/plugin-llm-common';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { families } from '@modelyard/llm-manifests';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import scaffolderModuleLlm from '.';
import { pool, qwen8b } from './__testUtils__/entities';
import { digestOf } from './changes/writeChanges';

jest.setTimeout(60_000);

interface Step {
  id: string;
  name: string;
  action: string;
  input: Record<string, unknown>;
}

interface DryRun {
  status: number;
  error?: string;
  log: string;
  files: Record<string, string>;
  output: Record<string, unknown>;
}

const subject = {
  kind: 'deployment',
  name: 'qwen3-8b-prod',
  namespace: 'assistants-prod',
  model: 'model:research/qwen3-8b',
  version: '2025-04-bf16',
  deployment: 'prod',
  environment: 'production',
  servedModelName: 'qwen3-8b',
  owner: 'group:default/ml-platform',
};
const vllm = {
  source: {
    uri: 'hf://Qwen/Qwen3-8B',
    revision: 'b968826d9c46dd6066d109eabc6255188de91218',
  },
  engine: {},
  placement: { gpus: 1, allocation: 'device-plugin' },
  replicas: { min: 1, max: 4 },
  runtime: { memory: '32Gi' },
  cache: { kind: 'ephemeral', size: '40Gi' },
};

const crd = (properties: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'scaledobjects.keda.sh' },
  spec: {
    group: 'keda.sh',
    scope: 'Namespaced',
    names: {
      kind: 'ScaledObject',
      plural: 'scaledobjects',
      singular: 'scaledobject',
      listKind: 'ScaledObjectList',
    },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
                properties,
              },
            },
          },
        },
      },
    ],
  },
});

function from(location: string, entity: Entity): Entity {
  const annotations = { [ANNOTATION_LOCATION]: location };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** Where the catalog has the model from: another folder than a new one would get. */
const FILE = 'models/qwen/catalog-info.yaml';

describe('the module of the scaffolder', () => {
  const directory = createMockDirectory();

  async function start(options: { crds?: Record<string, string> } = {}) {
    directory.setContent({ crds: options.crds ?? {} });
    const repository = await BareFolderGitOpsRepository.create({
      folder: directory.resolve('gitops.git'),
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@localhost' },
      logger: mockServices.logger.mock(),
    });
    await repository.commit({
      message: 'Start',
      changes: [{ path: FILE, content: stringify(qwen8b) }],
    });
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleLlm,
        catalogServiceMock.factory({
          entities: [
            from(`modelyard-gitops:${FILE}`, qwen8b),
            from('url:x', pool),
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { workingDirectory: directory.path },
            llm: {
              gitops: { folder: directory.resolve('gitops.git') },
              targets: [
                {
                  name: 'fra-1',
                  kubernetes: '1.36',
                  components: {
                    keda: '2.20',
                    nvidiaDevicePlugin: '0.20',
                    gatewayApi: '1.6',
                  },
                  monitoring: {
                    prometheusUrl: 'http://prometheus.monitoring:9090',
                  },
                },
              ],
              ...(options.crds && {
                manifests: { crdPaths: [directory.resolve('crds')] },
              }),
            },
          },
        }),
      ],
    });

    const dryRun = async (
      steps: Step[],
      contents: Record<string, string> = {},
    ): Promise<DryRun> => {
      const response = await request(server)
        .post('/api/scaffolder/v2/dry-run')
        .send({
          template: {
            apiVersion: 'scaffolder.backstage.io/v1beta3',
            kind: 'Template',
            metadata: { name: 'test' },
            spec: {
              owner: 'group:default/a',
              type: 'model',
              steps: [
                {
                  id: 'fetch',
                  name: 'Fetch',
                  action: 'fetch:plain',
                  input: { url: '.' },
                },
                ...steps,
              ],
              output: {
                result: `\${{ steps['${steps[steps.length - 1].id}'].output }}`,
              },
            },
          },
          values: {},
          directoryContents: Object.entries({ 'x.md': '', ...contents }).map(
            ([path, content]) => ({
              path,
              base64Content: Buffer.from(content).toString('base64'),
            }),
          ),
        });
      const { body } = response;
      const files = Object.fromEntries(
        (body.directoryContents ?? []).map(
          (file: { path: string; base64Content: string }) => [
            file.path,
            Buffer.from(file.base64Content, 'base64').toString(),
          ],
        ),
      );
      return {
        status: response.status,
        error: body.error?.message,
        log: JSON.stringify(body.log ?? body),
        files,
        output: body.output?.result,
      };
    };
    const actions = async () =>
      (await request(server).get('/api/scaffolder/v2/actions')).body;
    return { actions, dryRun };
  }

  const step = (action: string, input: Record<string, unknown>): Step => ({
    id: action.replace(/:/g, '-'),
    name: action,
    action,
    input,
  });

  it('offers every family, each with a schema that says what it takes', async () => {
    const { actions } = await start();
    const ours = (await actions()).filter(({ id }: { id: string }) =>
      id.startsWith('llm:'),
    );
    expect(ours.map(({ id }: { id: string }) => id).sort()).toEqual(
      [
        'llm:catalog:gpu-pool',
        'llm:catalog:model',
        'llm:gitops:commit',
        'llm:manifests:render',
        'llm:manifests:validate',
        'llm:model:assess',
        'llm:model:inspect',
        ...families.map(({ id }) => `llm:manifests:${id}`),
      ].sort(),
    );
    for (const { id, description, schema } of ours) {
      expect([id, description]).toEqual([id, expect.stringMatching(/\w{4}/)]);
      const { properties } = schema.input;
      expect([id, Object.keys(properties).length > 0]).toEqual([id, true]);
    }
    // The scaffolder's validator cannot follow references within alternatives.
    expect(
      ours
        .filter(({ schema }: { schema: object }) =>
          JSON.stringify(schema).includes('"$ref"'),
        )
        .map(({ id }: { id: string }) => id),
    ).toEqual([]);
    const about = ours
      .map(({ schema }: { schema: { input: { properties: JsonObject } } }) =>
        JSON.stringify(schema.input.properties.subject),
      )
      .filter(Boolean);
    expect(about).toHaveLength(families.length + 1);
    expect(about).toEqual(
      about.map(() => expect.stringContaining('"namespace"')),
    );
    const family = ours.find(
      ({ id }: { id: string }) => id === 'llm:manifests:vllm-deployment',
    );
    expect(family.schema.input.properties.input.properties).toMatchObject({
      replicas: expect.any(Object),
      cache: expect.any(Object),
    });
  });

  it('runs every example that it gives', async () => {
    const { actions, dryRun } = await start();
    const examples: Array<{ example: string }> = (await actions()).flatMap(
      ({ id, examples: given = [] }: { id: string; examples?: [] }) =>
        id.startsWith('llm:') ? given : [],
    );
    expect(examples.length).toBeGreaterThanOrEqual(5);
    for (const { example } of examples) {
      const result = await dryRun(parse(example).steps, {
        'models/research_qwen3-8b/prod/base/config.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n',
      });
      expect([example, result.status, result.error]).toEqual([
        example,
        200,
        undefined,
      ]);
    }
  });

  it('renders an intent with what it stands for, and says what it holds', async () => {
    const { dryRun } = await start();
    const { files, output, error } = await dryRun([
      step('llm:manifests:render', {
        target: 'fra-1',
        subject,
        parts: [{ family: 'vllm-deployment', input: vllm }],
      }),
    ]);
    expect(error).toBeUndefined();
    const folder = 'models/research_qwen3-8b/prod';
    expect(output).toMatchObject({
      folder,
      validation: { level: 1, checked: 0 },
    });
    const changes = output.changes as Array<{ path: string; digest: string }>;
    expect(changes.map(({ path }) => path)).toEqual([
      `${folder}/intent.yaml`,
      `${folder}/base/kustomization.yaml`,
      `${folder}/base/vllm-deployment.yaml`,
    ]);
    for (const { path, digest } of changes) {
      expect(digest).toBe(digestOf(files[path]));
    }
    expect(
      parseAllDocuments(files[`${folder}/base/vllm-deployment.yaml`]).map(
        document => document.toJS().kind,
      ),
    ).toEqual(expect.arrayContaining(['Deployment', 'Service']));
  });

  it('puts the families of several steps into one intent', async () => {
    const { dryRun } = await start();
    const scaling = {
      by: {
        kind: 'keda',
        triggers: [{ metric: 'requests-waiting', target: 5 }],
      },
    };
    const { files, error } = await dryRun([
      step('llm:manifests:vllm-deployment', {
        target: 'fra-1',
        subject,
        input: vllm,
      }),
      step('llm:manifests:autoscaling', {
        target: 'fra-1',
        subject,
        input: scaling,
      }),
    ]);
    expect(error).toBeUndefined();
    const folder = 'models/research_qwen3-8b/prod';
    expect(
      parse(files[`${folder}/intent.yaml`]).parts.map(
        ({ family }: { family: string }) => family,
      ),
    ).toEqual(['vllm-deployment', 'autoscaling']);
    expect(files[`${folder}/base/autoscaling.yaml`]).toContain('ScaledObject');

    const other = await dryRun(
      [
        step('llm:manifests:autoscaling', {
          target: 'fra-1',
          subject: { ...subject, version: 'v2' },
          input: scaling,
        }),
      ],
      { [`${folder}/intent.yaml`]: files[`${folder}/intent.yaml`] },
    );
    expect(other.log + other.error).toMatch(/another target or subject/);
  });

  it('reads a model into a version that the catalog takes', async () => {
    const { actions, dryRun } = await start();
    const [{ example }] = (await actions()).find(
      ({ id }: { id: string }) => id === 'llm:model:inspect',
    ).examples;
    const { error, output } = await dryRun(parse(example).steps);
    expect(error).toBeUndefined();
    const { version } = output as { version: ModelVersion };
    expect(version).toMatchObject({
      name: '2025-04-bf16',
      kind: 'weights',
      architecture: {
        parameters: { total: 8190735360, active: 8190735360 },
        contextLength: 40960,
      },
    });
    // Where its files come from is for the form to say of a pasted configuration.
    const spec = {
      type: 'chat',
      lifecycle: 'experimental',
      owner: 'group:default/ml-platform',
      versions: [{ ...version, source: { uri: 'hf://Qwen/Qwen3-8B' } }],
    };
    const written = await dryRun([
      step('llm:catalog:model', { ref: 'model:research/new', spec }),
    ]);
    expect([written.error, written.output]).toMatchObject([
      undefined,
      { outcome: 'created' },
    ]);
  });

  it('commits what several steps have written', async () => {
    const { dryRun } = await start();
    const { error, output } = await dryRun([
      step('llm:manifests:vllm-deployment', {
        target: 'fra-1',
        subject,
        input: vllm,
      }),
      step('llm:catalog:model', {
        ref: 'model:research/qwen3-8b',
        metadata: { title: 'Qwen3 8B' },
      }),
      step('llm:gitops:commit', {
        change: 'serve-qwen3-8b-prod',
        title: 'Serve Qwen3 8B',
        changes: [
          "${{ steps['llm-manifests-vllm-deployment'].output.changes }}",
          "${{ steps['llm-catalog-model'].output.changes }}",
        ],
      }),
    ]);
    expect([error, output]).toEqual([undefined, { outcome: 'proposed' }]);
  });

  it('refuses what the schemas of the target refuse, at its path', async () => {
    const { dryRun } = await start({
      crds: {
        'keda.yaml': stringify(
          crd({ maxReplicaCount: { type: 'integer', maximum: 3 } }),
        ),
      },
    });
    const parts = (max: number) => [
      {
        family: 'vllm-deployment',
        input: { ...vllm, replicas: { min: 1, max } },
      },
      {
        family: 'autoscaling',
        input: {
          by: {
            kind: 'keda',
            triggers: [{ metric: 'requests-waiting', target: 5 }],
          },
        },
      },
    ];
    const render = (max: number) =>
      dryRun([
        step('llm:manifests:render', {
          target: 'fra-1',
          subject,
          parts: parts(max),
        }),
      ]);
    expect((await render(3)).output).toMatchObject({
      validation: {
        level: 2,
        checked: 1,
        notChecked: expect.arrayContaining([
          expect.stringMatching(/Deployment qwen3-8b-prod: not checked/),
        ]),
      },
    });
    const refused = await render(4);
    expect(refused.log + refused.error).toMatch(
      /The target would refuse what was rendered.*ScaledObject qwen3-8b-prod: spec\.maxReplicaCount/,
    );
  });

  it('takes a model as the repository has it, where no earlier step has changed it', async () => {
    const { dryRun } = await start();
    const { files, output } = await dryRun([
      step('llm:catalog:model', {
        ref: 'model:research/qwen3-8b',
        metadata: { title: 'Qwen3 8B' },
      }),
    ]);
    expect(output).toMatchObject({ path: FILE, outcome: 'changed' });
    expect(parse(files[FILE])).toEqual({
      ...qwen8b,
      metadata: { ...qwen8b.metadata, title: 'Qwen3 8B' },
    });
  });

  it('changes a model in its file, and keeps the rest', async () => {
    const { dryRun } = await start();
    const path = FILE;
    const text = `# Of the research group
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata:
  name: qwen3-8b
  namespace: research
spec:
  type: chat # and tools
  lifecycle: staging
  owner: group:default/ml-platform
  versions:
    - name: v1
      kind: weights
      source: { uri: hf://Qwen/Qwen3-8B }
  deployments:
    - name: test
      version: v1
      environment: staging
      on: { pool: gpupool:default/l4-lys, devices: turns }
      servedModelName: qwen3-8b-test
`;
    const update = (spec: object) =>
      dryRun(
        [step('llm:catalog:model', { ref: 'model:research/qwen3-8b', spec })],
        { [path]: text },
      );
    const { files, output, error } = await update({
      lifecycle: 'production',
      deployments: [
        {
          name: 'prod',
          version: 'v1',
          environment: 'production',
          on: { pool: 'gpupool:default/l4-lys', devices: 'turns' },
          servedModelName: 'qwen3-8b',
        },
      ],
    });
    expect(error).toBeUndefined();
    expect(output).toEqual({
      path,
      outcome: 'changed',
      changes: [{ path, digest: digestOf(files[path]) }],
    });
    expect(files[path]).toContain('type: chat # and tools\n');
    expect(
      parse(files[path]).spec.deployments.map(
        ({ name }: { name: string }) => name,
      ),
    ).toEqual(['test', 'prod']);

    expect((await update({ type: 'chat' })).output).toEqual({
      path,
      outcome: 'unchanged',
      changes: [],
    });
    const wrong = await update({
      deployments: [{ name: 'test', version: 'v9' }],
    });
    expect(wrong.log + wrong.error).toMatch(
      /would not be valid.*spec\.deployments\[0\]\.version must name a version/,
    );
  });

  it.each([
    [
      'an unknown target',
      step('llm:manifests:render', {
        target: 'nowhere',
        subject,
        parts: [{ family: 'vllm-deployment', input: vllm }],
      }),
      /There is no target nowhere; llm\.targets has fra-1/,
    ],
    [
      'a field that a family does not have',
      step('llm:manifests:render', {
        target: 'fra-1',
        subject,
        parts: [{ family: 'vllm-deployment', input: { ...vllm, gpu: 1 } }],
      }),
      /The intent cannot be rendered.*parts\[0\]\.input.*gpu/,
    ],
    [
      'a path out of the workspace',
      step('llm:catalog:model', {
        ref: 'model:default/a',
        path: '../../a.yaml',
      }),
      /Relative path is not allowed to refer to a directory outside/,
    ],
    [
      'an entity that comes from elsewhere',
      step('llm:catalog:gpu-pool', { ref: 'gpupool:default/l4-lys' }),
      /gpupool:default\/l4-lys does not come from the GitOps repository, but from url:x: change it there/,
    ],
    [
      'a ref of another kind',
      step('llm:catalog:model', { ref: 'component:default/a' }),
      /ref must name a Model, not component:default\/a/,
    ],
    [
      'an expression that nobody evaluated',
      step('llm:catalog:model', {
        ref: 'model:default/a',
        metadata: { title: '${{ parameters.nothing. }}' },
      }),
      /metadata\.title holds an expression that could not be evaluated/,
    ],
    [
      'a folder without manifests',
      step('llm:manifests:validate', { folder: 'models/none' }),
      /The workspace has no manifests in models\/none/,
    ],
  ])('ends with a clear reason on %s', async (_, given, reason) => {
    const { dryRun } = await start();
    const result = await dryRun([given]);
    expect(result.log + result.error).toMatch(reason);
    expect(Object.keys(result.files)).not.toContain('a.yaml');
  });
});
