import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { platformSchema } from '@modelyard/llm-manifests';
import { dirname } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { pool, provider, qwen8b } from '../__testUtils__/entities';
import { startRepository } from '../__testUtils__/repository';
import { FOLDER, target } from '../__testUtils__/startScaffolder';
import { subject, vllm } from '../__testUtils__/servingInput';
import { createAssessAction } from './assessModel';
import { ManifestTools } from './ManifestTools';

type Context = ActionContext<never, never, 'v2'>;

const deployed = (change: object = {}): Entity => ({
  ...qwen8b,
  spec: {
    ...qwen8b.spec,
    deployments: [
      {
        name: 'prod',
        version: '2025-04-bf16',
        environment: 'production',
        on: { pool: 'gpupool:default/l4-lys', devices: 'whole' },
        namespace: 'assistants-prod',
        servedModelName: 'qwen3-8b',
        intent: `${FOLDER}/intent.yaml`,
        ...change,
      },
    ],
  },
});

const adapter: Entity = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'tone', namespace: 'retail' },
  spec: {
    type: 'chat',
    lifecycle: 'staging',
    owner: 'group:retail/shop',
    governance: { dataClasses: ['public', 'internal', 'confidential'] },
    versions: [
      {
        name: 'v1',
        kind: 'adapter',
        source: { uri: 'hf://retail/tone' },
        adapts: {
          model: 'model:research/qwen3-8b',
          version: '2025-04-bf16',
          rank: 16,
        },
      },
    ],
  },
};

const other = { name: 'other', uri: 'hf://retail/other', rank: 16 };

const intent = (change: { engine?: object; replicas?: object } = {}) =>
  stringify({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: target.name,
    subject,
    parts: [
      {
        family: 'vllm-deployment',
        input: {
          ...vllm,
          replicas: { min: 2 },
          engine: { maxModelLen: 4096, lora: { adapters: [other] } },
          ...change,
        },
      },
    ],
  });

const fits = {
  entity: adapter,
  base: { model: 'research/qwen3-8b', deployment: 'prod' },
  workload: {
    promptTokens: 1000,
    answerTokens: 200,
    concurrentRequests: 4,
    longestContext: 4096,
  },
};
const place =
  'the deployment prod of model:research/qwen3-8b (gpupool:default/l4-lys, whole)';

describe('llm:model:assess of an adapter', () => {
  const directory = createMockDirectory();
  const onOverride = jest.fn();
  beforeEach(() => onOverride.mockReset());

  async function run(
    input: object,
    options: {
      base?: Entity;
      committed?: string;
      earlier?: string;
      result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    } = {},
  ) {
    directory.clear();
    const { result = AuthorizeResult.DENY, earlier } = options;
    const open = () =>
      startRepository(directory, {
        [`${FOLDER}/intent.yaml`]: options.committed ?? intent(),
      });
    if (earlier !== undefined) {
      const path = directory.resolve(`workspace/${FOLDER}/intent.yaml`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, earlier);
    }
    const action = createAssessAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [options.base ?? deployed(), pool, provider],
      }),
      permissions: mockServices.permissions({ result }),
      open,
      tools: new ManifestTools({
        config: {
          targets: new Map([[target.name, platformSchema.parse(target)]]),
          clusters: new Map(),
          rules: new Map(),
          crdPaths: [],
        },
        dryRun: { run: async () => ({ ran: false, reason: 'no need' }) },
      }),
      onOverride,
    });
    const output: Record<string, unknown> = {};
    await action.handler({
      input,
      isDryRun: false,
      workspacePath: directory.resolve('workspace'),
      logger: mockServices.logger.mock(),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () => mockCredentials.user(),
    } as unknown as Context);
    return output;
  }

  it('asks whether its base has room for it, as the base is committed', async () => {
    const { check, placement, ...output } = await run(fits);
    expect(output).toEqual({
      verdict: 'fits',
      reasons: [
        'v1 is served by the deployment prod of model:research/qwen3-8b, whose 2 servers share 4 requests',
      ],
      overridden: false,
      warnings: [],
    });
    // It takes no GPUs of its own.
    expect(placement).toMatchObject({ version: 'v1', units: 0 });
    expect(check).toEqual({
      kind: 'verdict',
      model: 'model:retail/tone',
      version: 'v1',
      pool: 'gpupool:default/l4-lys',
      devices: 'whole',
      verdict: 'fits',
      findings: [
        { severity: 'info', message: expect.stringContaining('2 servers') },
      ],
    });
  });

  it('says what the owner of the base has to agree to', async () => {
    const { reasons, verdict } = await run(fits, {
      committed: intent({ engine: { maxModelLen: 4096 } }),
    });
    expect(verdict).toBe('fits');
    expect(reasons).toContain(
      'prod takes no adapters yet: its owner must agree to a change that restarts it',
    );
    // What an earlier step of the run has changed counts first.
    expect(
      (
        await run(fits, {
          committed: intent({ engine: { maxModelLen: 4096 } }),
          earlier: intent(),
        })
      ).reasons,
    ).toHaveLength(1);
  });

  it.each<[string, object, RegExp, Parameters<typeof run>[1]?]>([
    [
      'more requests than its servers hold',
      { workload: { ...fits.workload, concurrentRequests: 400 } },
      /: .* of 200 requests of typical length .*; v1 is served by .*, whose 2 servers share 400 requests$/,
    ],
    [
      'longer requests than it takes',
      { workload: { ...fits.workload, longestContext: 20000 } },
      /4,096/,
    ],
    [
      'another version than it was trained for',
      {
        entity: {
          ...adapter,
          spec: {
            ...adapter.spec,
            versions: [
              {
                name: 'v1',
                kind: 'adapter',
                source: { uri: 'hf://retail/tone' },
                adapts: {
                  model: 'model:research/qwen3-8b',
                  version: '2025-08-fp8',
                  rank: 16,
                },
              },
            ],
          },
        },
      },
      /v1 was trained for model:research\/qwen3-8b 2025-08-fp8, but prod serves model:research\/qwen3-8b 2025-04-bf16/,
    ],
    [
      'a GPU that is full',
      {},
      /weights of 15\.3 GiB/,
      {
        base: deployed({
          on: { pool: 'gpupool:default/l4-lys', devices: 'turns' },
        }),
      },
    ],
  ])('ends on %s', async (_, change, reason, options = {}) => {
    await expect(run({ ...fits, ...change }, options)).rejects.toThrow(
      /^model:retail\/tone does not fit on the deployment prod of model:research\/qwen3-8b \(gpupool:default\/l4-lys, /,
    );
    await expect(run({ ...fits, ...change }, options)).rejects.toThrow(reason);
  });

  it('goes on for somebody who may, and leaves a trace', async () => {
    const reason = 'Shown at the fair, for one visitor at a time';
    const input = {
      ...fits,
      workload: { ...fits.workload, concurrentRequests: 400 },
      override: { reason },
    };
    await expect(run(input)).rejects.toThrow(
      'Only a person with the permission llm.verdict.override may go on',
    );
    const output = await run(input, { result: AuthorizeResult.ALLOW });
    expect(output).toMatchObject({
      verdict: 'does-not-fit',
      overridden: true,
      check: { override: reason },
    });
    expect(onOverride.mock.calls).toMatchObject([
      [{ model: 'model:retail/tone', pool: 'gpupool:default/l4-lys', reason }],
    ]);
  });

  it('holds the base to policy as well, and lets nobody past it', async () => {
    const result = AuthorizeResult.ALLOW;
    const override = { reason: 'I really want to do this' };
    await expect(
      run({ ...fits, dataClass: 'confidential', override }, { result }),
    ).rejects.toThrow(
      `Policy does not let model:retail/tone go on ${place}: model:research/qwen3-8b must not work on confidential data`,
    );
    await expect(
      run({ ...fits, regions: ['us-east'], override }, { result }),
    ).rejects.toThrow(`Policy does not let model:retail/tone go on ${place}: `);
    const base = deployed();
    await expect(
      run(fits, {
        base: { ...base, spec: { ...base.spec, lifecycle: 'retired' } },
      }),
    ).rejects.toThrow('model:research/qwen3-8b is retired');
    expect(onOverride).not.toHaveBeenCalled();
  });

  it.each<[object, string | RegExp, Parameters<typeof run>[1]?]>([
    [{ pool: 'l4-lys' }, 'pool: must not stand beside a base'],
    [{ provider: 'azure' }, 'provider: must not stand beside a base'],
    [{ workload: '' }, 'workload: is needed with a base'],
    [{ base: { model: 'research/qwen3-8b' } }, 'base.deployment: Required'],
    [
      { base: { model: 'nothing', deployment: 'prod' } },
      'You see no model model:default/nothing',
    ],
    [
      { base: { ...fits.base, deployment: 'trial' } },
      'model:research/qwen3-8b has no deployment trial; there are prod',
    ],
    [
      { entity: '', model: 'research/qwen3-8b', version: '2025-04-bf16' },
      'version: 2025-04-bf16 is no adapter, so that no base serves it',
    ],
    [{ version: 'v9' }, 'version: the model has no v9'],
    [
      {},
      'base: the deployment prod of model:research/qwen3-8b runs on no GPU pool',
      { base: deployed({ on: { provider: 'resource:default/azure' } }) },
    ],
    [
      {},
      'base: the catalog does not say on which device group of gpupool:default/l4-lys',
      { base: deployed({ on: { pool: 'gpupool:default/l4-lys' } }) },
    ],
    [
      {},
      'base: gpupool:default/l4-lys has no device group slices',
      {
        base: deployed({
          on: { pool: 'gpupool:default/l4-lys', devices: 'slices' },
        }),
      },
    ],
    [
      {},
      /intent\.yaml is not in the GitOps repository/,
      { base: deployed({ intent: 'models/other/prod/intent.yaml' }) },
    ],
  ])('says what is wrong with %j', async (change, message, options = {}) => {
    await expect(run({ ...fits, ...change }, options)).rejects.toThrow(message);
  });
});
