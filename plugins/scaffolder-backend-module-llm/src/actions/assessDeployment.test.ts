import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { pool, provider, qwen8b } from '../__testUtils__/entities';
import { subject, vllm } from '../__testUtils__/servingInput';
import { createAssessAction } from './assessModel';
import { ManifestTools } from './ManifestTools';

type Context = ActionContext<never, never, 'v2'>;

const POOL = 'gpupool:default/l4-lys';
const AZURE = 'resource:default/azure';
const QWEN = 'model:research/qwen3-8b';
const TONE = 'model:retail/tone';

/** A model with one deployment. */
const modelOn = (
  on: object,
  { name = 'qwen3-8b', namespace = 'research', spec = {} } = {},
): Entity => ({
  ...qwen8b,
  metadata: { name, namespace },
  spec: {
    ...qwen8b.spec,
    ...spec,
    deployments: [
      { name: 'prod', version: '2025-04-bf16', environment: 'production', on },
    ],
  },
});
const onPool = { pool: POOL, devices: 'whole' };
const tone = (spec: object = {}) =>
  modelOn(
    { base: { model: QWEN, deployment: 'prod' } },
    { name: 'tone', namespace: 'retail', spec },
  );
const spare = (on: object = onPool, spec: object = {}) =>
  modelOn(on, { name: 'spare', spec });

const withHosts = (hosts: string): Entity => ({
  ...provider,
  metadata: {
    ...provider.metadata,
    annotations: {
      ...provider.metadata.annotations,
      'modelyard.dev/provider-hosts': hosts,
    },
  },
});

const routeOf = (backends: object[], model = QWEN) =>
  stringify({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: 'fra-1',
    subject: { ...subject, model },
    parts: [
      { family: 'vllm-deployment', input: vllm },
      { family: 'ai-gateway-route', input: { backends } },
    ],
  });
const self = { kind: 'self' };
const azure = {
  kind: 'provider',
  name: 'fallback',
  entity: AZURE,
  priority: 1,
  provider: {
    name: 'azure-openai',
    resource: 'lindhaven',
    credentials: { kind: 'api-key', secret: 'key' },
  },
};
const { entity: _, ...unnamed } = azure;
const toSpare = {
  kind: 'existing',
  name: 'spare',
  priority: 1,
  of: { model: 'model:research/spare', deployment: 'prod' },
};
const FILE = 'models/research_qwen3-8b/prod/intent.yaml';
const SPARE_FILE = 'models/research_spare/prod/intent.yaml';
const internal = { dataClass: 'internal' };

describe('llm:model:assess of a deployment that is there', () => {
  const directory = createMockDirectory();

  async function run(
    input: object,
    options: {
      entities?: Entity[];
      files?: Record<string, string>;
      earlier?: Record<string, string>;
    } = {},
  ) {
    directory.clear();
    const { files = {}, earlier = {} } = options;
    for (const [path, text] of Object.entries(earlier)) {
      const file = directory.resolve(`workspace/${path}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const action = createAssessAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: options.entities ?? [modelOn(onPool), pool, provider],
      }),
      permissions: mockServices.permissions(),
      open: async () => {
        const repository = await BareFolderGitOpsRepository.create({
          folder: directory.resolve('gitops.git'),
          branch: 'main',
          author: { name: 'Modelyard', email: 'modelyard@localhost' },
          logger: mockServices.logger.mock(),
        });
        await repository.commit({
          message: 'Start',
          changes: Object.entries({ 'README.md': 'Models', ...files }).map(
            ([path, content]) => ({ path, content }),
          ),
        });
        return repository;
      },
      tools: new ManifestTools({
        config: {
          targets: new Map(),
          clusters: new Map(),
          rules: new Map(),
          crdPaths: [],
        },
        dryRun: { run: async () => ({ ran: false, reason: 'no need' }) },
      }),
      onOverride: async () => {
        throw new Error('Nobody goes past policy');
      },
    });
    const output: Record<string, unknown> = {};
    const logger = mockServices.logger.mock();
    await action.handler({
      input: { model: QWEN, deployment: 'prod', ...input },
      isDryRun: false,
      workspacePath: directory.resolve('workspace'),
      logger,
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () => mockCredentials.user(),
    } as unknown as Context);
    return { output, logger };
  }

  it('asks the model and the pool, sizes nothing, and says so to the reviewer', async () => {
    const { output, logger } = await run(internal);
    const reason =
      'The deployment prod of model:research/qwen3-8b runs there; policy lets internal data go there';
    const check = {
      kind: 'verdict',
      model: QWEN,
      version: '2025-04-bf16',
      pool: POOL,
      devices: 'whole',
      verdict: 'allowed',
      findings: [{ severity: 'info', message: reason }],
    };
    expect(output).toEqual({
      verdict: 'allowed',
      reasons: [reason],
      overridden: false,
      warnings: [],
      check,
      checks: [check],
    });
    expect(logger.info).toHaveBeenCalledWith(reason);
    await expect(run({ dataClass: 'confidential' })).rejects.toThrow(
      `Policy does not let ${QWEN} go on ${POOL}: ${QWEN} must not work on confidential data, only on public, internal`,
    );
    await expect(run({ regions: ['us-east'] })).rejects.toThrow(
      `Policy does not let ${QWEN} go on ${POOL}: ${POOL} is in eu-west, but allowed are us-east`,
    );
  });

  it('lets what runs on a pool that goes be changed', async () => {
    const going = { ...pool, spec: { ...pool.spec, lifecycle: 'deprecated' } };
    const { output, logger } = await run(internal, {
      entities: [modelOn(onPool), going],
    });
    const warning = `${POOL} is deprecated: what runs there has to move`;
    expect(output.warnings).toEqual([warning]);
    expect(logger.warn).toHaveBeenCalledWith(warning);
  });

  it('says nothing of a place that the person does not see, not even its name', async () => {
    const hidden = run(internal, { entities: [modelOn(onPool)] });
    await expect(hidden).rejects.toThrow(
      'Nobody can tell you which data may go where this leads: the deployment prod of model:research/qwen3-8b runs there, but you see no such GPU pool in the catalog',
    );
    await expect(hidden).rejects.not.toThrow(/l4-lys|eu-west|confidential/);
    await expect(
      run(internal, {
        entities: [modelOn(onPool), pool],
        files: { [FILE]: routeOf([self, toSpare]) },
      }),
    ).rejects.toThrow(
      /^backends\[1\] of the route of the deployment prod of model:research\/qwen3-8b leads to a deployment of a model that you do not see/,
    );
  });

  describe('that a base serves', () => {
    const ask = { model: TONE, dataClass: 'confidential' };
    const may = {
      governance: { dataClasses: ['public', 'internal', 'confidential'] },
    };

    it('holds the base, its pool and both models to it', async () => {
      const entities = [tone(may), modelOn(onPool, { spec: may }), pool];
      const { output } = await run(ask, { entities });
      expect(output.checks).toMatchObject([{ model: TONE, pool: POOL }]);
      await expect(
        run(ask, { entities: [tone(may), modelOn(onPool), pool] }),
      ).rejects.toThrow(
        `Policy does not let ${TONE} go on ${POOL}: ${QWEN} must not work on confidential data`,
      );
      await expect(
        run(ask, { entities: [tone(), modelOn(onPool, { spec: may }), pool] }),
      ).rejects.toThrow(`${TONE} must not work on confidential data`);
    });

    it('asks wherever the route of the base leads its requests', async () => {
      await expect(
        run(ask, {
          entities: [tone(may), modelOn(onPool, { spec: may }), pool, provider],
          files: { [FILE]: routeOf([self, azure]) },
        }),
      ).rejects.toThrow(
        `Policy does not let ${TONE} go on ${AZURE}: confidential data must not be processed on ${AZURE}`,
      );
    });

    it('goes down one step only', async () => {
      const twice = modelOn({ base: { model: TONE, deployment: 'prod' } });
      await expect(
        run({ model: TONE }, { entities: [tone(), twice] }),
      ).rejects.toThrow(
        'the deployment prod of model:research/qwen3-8b is served by another deployment itself',
      );
    });
  });

  describe('whose route leads to providers', () => {
    const may = {
      governance: { dataClasses: ['public', 'internal', 'confidential'] },
    };

    it('asks about each of them', async () => {
      const files = { [FILE]: routeOf([self, azure]) };
      const { output } = await run(internal, { files });
      expect(output.checks).toMatchObject([
        { pool: POOL },
        { provider: AZURE, model: QWEN, verdict: 'allowed' },
      ]);
      const entities = [modelOn(onPool, { spec: may }), pool, provider];
      await expect(
        run({ dataClass: 'confidential' }, { files, entities }),
      ).rejects.toThrow(
        `Policy does not let ${QWEN} go on ${AZURE}: confidential data must not be processed on ${AZURE}, only public, internal`,
      );
      await expect(
        run(internal, { files, entities: [modelOn(onPool), pool] }),
      ).rejects.toThrow(/but you see no such provider in the catalog/);
    });

    it('takes what an earlier step has left before what is committed', async () => {
      const { output } = await run(internal, {
        files: { [FILE]: routeOf([self]) },
        earlier: { [FILE]: routeOf([self, azure]) },
      });
      expect(output.checks).toHaveLength(2);
    });

    it('holds hosts to what the provider declares', async () => {
      const files = { [FILE]: routeOf([self, azure]) };
      const ask = (entity: Entity) =>
        run(internal, { files, entities: [modelOn(onPool), pool, entity] });
      const known = await ask(withHosts('*.openai.azure.com'));
      expect(known.output.warnings).toEqual([]);
      await expect(ask(withHosts('a.example, b.example'))).rejects.toThrow(
        'backends[1].provider.resource of the route of the deployment prod of model:research/qwen3-8b leads to lindhaven.openai.azure.com, which is no host of resource:default/azure: it declares a.example, b.example',
      );
      const unknown = await ask(provider);
      expect(unknown.output.checks).toMatchObject([
        {},
        {
          provider: AZURE,
          findings: [
            { severity: 'info' },
            {
              severity: 'warning',
              message:
                'Nobody knows whether lindhaven.openai.azure.com belongs to resource:default/azure, which declares no hosts (modelyard.dev/provider-hosts)',
            },
          ],
        },
      ]);
    });

    it('warns where nobody knows whose policy counts', async () => {
      const { of: __, ...nobodys } = toSpare;
      const { output } = await run(internal, {
        files: {
          [FILE]: routeOf([self, unnamed, { ...nobodys, priority: 2 }]),
        },
      });
      const route =
        'of the route of the deployment prod of model:research/qwen3-8b';
      expect(output.warnings).toEqual([
        `backends[1] ${route} leads to lindhaven.openai.azure.com, but does not say which provider in the catalog that is: nobody knows whose policy counts`,
        `backends[2] ${route} leads to another deployment, but does not say which one in the catalog that is: nobody knows whose policy counts`,
      ]);
      expect(output.check).toMatchObject({
        findings: [
          { severity: 'info' },
          { severity: 'warning' },
          { severity: 'warning' },
        ],
      });
    });

    it('takes the first for the provider that the deployment runs on', async () => {
      const files = { [FILE]: routeOf([{ ...unnamed, priority: 0 }]) };
      const entities = (entity: Entity) => [
        modelOn({ provider: AZURE }),
        entity,
      ];
      const { output } = await run(internal, {
        files,
        entities: entities(withHosts('lindhaven.openai.azure.com')),
      });
      expect(output.warnings).toEqual([]);
      expect(output.checks).toMatchObject([
        {
          provider: AZURE,
          findings: [{ severity: 'info' }, { severity: 'info' }],
        },
      ]);
      await expect(
        run(internal, { files, entities: entities(withHosts('a.example')) }),
      ).rejects.toThrow(/^backends\[0\]\.provider\.resource .* a\.example$/);
    });
  });

  it('asks about a deployment that answers instead, and wherever its route leads', async () => {
    const files = {
      [FILE]: routeOf([self, toSpare]),
      // Back again: nothing is asked twice.
      [SPARE_FILE]: routeOf(
        [
          self,
          azure,
          { ...toSpare, of: { model: QWEN, deployment: 'prod' }, priority: 2 },
        ],
        'model:research/spare',
      ),
    };
    const entities = [modelOn(onPool), spare(), pool, provider];
    const { output } = await run(internal, { files, entities });
    expect(output.checks).toMatchObject([
      { model: QWEN, pool: POOL },
      { model: 'model:research/spare', pool: POOL },
      { model: 'model:research/spare', provider: AZURE },
    ]);
    await expect(
      run(internal, {
        files,
        entities: [
          modelOn(onPool),
          spare(onPool, { governance: { dataClasses: ['public'] } }),
          pool,
          provider,
        ],
      }),
    ).rejects.toThrow(
      `Policy does not let model:research/spare go on ${POOL}: model:research/spare must not work on internal data`,
    );
  });

  it.each<[object, string | RegExp, Parameters<typeof run>[1]?]>([
    [{ pool: 'l4-lys' }, 'pool: must not stand beside a deployment'],
    [{ provider: 'azure' }, 'provider: must not stand beside a deployment'],
    [
      { override: { reason: 'I really want to do this' } },
      'override: must not stand beside a deployment',
    ],
    [
      { deployment: 'trial' },
      `In the catalog, ${QWEN} has no deployment trial; there are prod`,
    ],
    [
      {},
      `The catalog does not say where the deployment prod of ${QWEN} runs`,
      { entities: [modelOn({})] },
    ],
    [
      {},
      /^Nobody can say where the route of the deployment prod of .* leads:\n- parts\[1\]\.input\.backends\[0\]\.provider\.hostname must be a name/,
      {
        files: {
          [FILE]: routeOf([
            {
              ...azure,
              provider: {
                name: 'openai-compatible',
                hostname: '169.254.169.254',
              },
            },
          ]),
        },
      },
    ],
  ])('says what is wrong with %j', async (input, message, options = {}) => {
    await expect(run(input, options)).rejects.toThrow(message);
  });
});
