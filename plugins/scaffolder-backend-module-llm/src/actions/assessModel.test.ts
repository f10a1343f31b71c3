import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { pool, provider, qwen8b } from '../__testUtils__/entities';
import { createAssessAction } from './assessModel';
import { ManifestTools } from './ManifestTools';

type Context = ActionContext<never, never, 'v2'>;

const fits = {
  model: 'research/qwen3-8b',
  pool: 'l4-lys',
  devices: 'whole',
  workload: {
    promptTokens: 1000,
    answerTokens: 300,
    concurrentRequests: 8,
    longestContext: 8192,
  },
};
const tooSmall = { ...fits, devices: 'turns' };
const override = { reason: 'Shown at the fair, for one visitor at a time' };

describe('llm:model:assess', () => {
  const directory = createMockDirectory();
  const onOverride = jest.fn();
  beforeEach(() => onOverride.mockReset());

  async function run(
    input: object,
    options: {
      result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
      credentials?: ReturnType<typeof mockCredentials.service>;
      isDryRun?: boolean;
      entities?: Entity[];
    } = {},
  ) {
    const { result = AuthorizeResult.DENY, isDryRun = false } = options;
    const credentials = options.credentials ?? mockCredentials.user();
    const action = createAssessAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [qwen8b, pool, provider, ...(options.entities ?? [])],
      }),
      permissions: mockServices.permissions({ result }),
      open: async () => {
        throw new Error('Nothing here is about the repository');
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
      onOverride,
    });
    const output: Record<string, unknown> = {};
    await action.handler({
      input,
      isDryRun,
      workspacePath: directory.path,
      logger: mockServices.logger.mock(),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () => credentials,
    } as unknown as Context);
    return output;
  }

  it('says where the model fits, how it is placed and what that costs', async () => {
    expect(await run(fits)).toMatchObject({
      verdict: expect.stringMatching(/^(fits|tight)$/),
      overridden: false,
      placement: { version: '2025-04-bf16', unit: 'gpu' },
      perMonth: { currency: 'EUR' },
    });
  });

  it('says what that means for the family that serves it', async () => {
    const { serving, warnings } = await run({
      ...fits,
      engine: { toolCallParser: 'hermes', kvCacheDtype: 'fp8' },
      replicas: { min: 0, max: '' },
      token: { name: 'hf-token', key: 'token' },
    });
    expect(serving).toEqual({
      target: 'lys-1',
      source: {
        uri: 'hf://Qwen/Qwen3-8B',
        token: { name: 'hf-token', key: 'token' },
      },
      engine: {
        task: 'generate',
        toolCallParser: 'hermes',
        kvCacheDtype: 'fp8',
        tensorParallel: 1,
        pipelineParallel: 1,
        maxModelLen: 8192,
        gpuMemoryUtilization: 0.92,
      },
      placement: {
        gpus: 1,
        allocation: 'device-plugin',
        resource: 'nvidia.com/gpu',
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
      },
      nodes: 1,
      replicas: { min: 0 },
      memory: '24Gi',
      storage: '21Gi',
      queue: null,
    });
    expect(warnings).toEqual([
      expect.stringMatching(/replicas allow 0 servers at most/),
    ]);
  });

  it('says which queue the servers wait in, and why where they wait in none', async () => {
    const queued: Entity = {
      ...pool,
      metadata: { name: 'queued', namespace: 'default' },
      spec: {
        ...pool.spec,
        queue: 'l4',
        quotas: [
          {
            group: 'group:default/search',
            devices: 'whole',
            limit: 2,
            namespaces: ['search-prod'],
          },
        ],
      },
    };
    const work = { ...fits, pool: 'queued', namespace: 'search-prod' };
    const ask = (change: object) =>
      run({ ...work, group: 'search', ...change }, { entities: [queued] });
    const { serving, warnings } = await ask({});
    expect([serving, warnings]).toMatchObject([{ queue: 'l4' }, []]);

    const reason =
      /^runtime\.queue is left out: .* no queue l4 in the namespace search-dev/;
    const other = await ask({ namespace: 'search-dev' });
    expect(other).toMatchObject({
      serving: { queue: null },
      warnings: [expect.stringMatching(reason)],
    });
    expect(other.check).toMatchObject({
      findings: expect.arrayContaining([
        { severity: 'warning', message: expect.stringMatching(reason) },
      ]),
    });
    const unsaid = await ask({ group: '' });
    expect(unsaid.serving).not.toHaveProperty('queue');
    expect(unsaid.warnings).toEqual([
      expect.stringMatching(/nobody said the group of this work$/),
    ]);
    await expect(ask({ group: ':' })).rejects.toThrow(
      /^group is no entity reference/,
    );
  });

  it('takes a model that an earlier step wrote, by the rules of its kind', async () => {
    const { version: _, ...rest } = { ...fits, version: '' };
    const entity = {
      ...qwen8b,
      metadata: { name: 'not-there-yet', namespace: 'default' },
    };
    expect(await run({ ...rest, model: '', entity })).toMatchObject({
      verdict: expect.stringMatching(/^(fits|tight)$/),
    });
    await expect(
      run({ ...rest, entity: { ...entity, spec: { type: 'chat' } } }),
    ).rejects.toThrow(/^entity is no valid Model:\n- spec/);
    await expect(run({ ...rest, entity: pool })).rejects.toThrow(
      'entity must be a Model',
    );
    await expect(
      run({
        ...rest,
        entity: { ...entity, spec: { ...qwen8b.spec, type: 'image' } },
      }),
    ).rejects.toThrow('A model of the type image is served by no engine');
  });

  it('asks policy alone where a provider serves the model', async () => {
    const external = {
      ...qwen8b,
      spec: {
        ...qwen8b.spec,
        versions: [{ name: 'v1', kind: 'external', source: { uri: 'x:gpt' } }],
      },
    };
    const ask = { entity: external, provider: 'azure', dataClass: 'internal' };
    expect(await run(ask)).toEqual({
      verdict: 'external',
      reasons: [],
      overridden: false,
      warnings: [],
      check: {
        kind: 'verdict',
        model: 'model:research/qwen3-8b',
        provider: 'resource:default/azure',
        verdict: 'external',
        findings: [],
      },
    });
    await expect(run({ ...ask, dataClass: 'confidential' })).rejects.toThrow(
      /^Policy does not let model:research\/qwen3-8b go on azure: /,
    );
    await expect(run({ ...ask, provider: 'nobody' })).rejects.toThrow(
      'You see no provider resource:default/nobody',
    );
    await expect(run({ ...ask, entity: qwen8b })).rejects.toThrow(
      'version: the newest one is not external',
    );
    await expect(run({ ...ask, pool: 'l4-lys' })).rejects.toThrow(
      'pool: must not stand beside a provider',
    );
  });

  it.each([
    [{ model: '' }, 'model: is needed where no entity is given'],
    [{ devices: '' }, 'devices: is needed with a pool'],
    [{ engine: { maxModelLen: '8k' } }, /^engine\.maxModelLen: /],
    [{ engine: { tensorParalel: 2 } }, /^engine: Unrecognized key/],
  ])('says what is wrong with %j', async (change, message) => {
    await expect(run({ ...fits, ...change })).rejects.toThrow(message);
  });

  it('ends with the reasons and with what would fit', async () => {
    await expect(run(tooSmall)).rejects.toThrow(
      /^model:research\/qwen3-8b does not fit on gpupool:default\/l4-lys, turns: .*\nWhat would fit:\n- .*whole/s,
    );
  });

  it('goes on for somebody who may, and leaves a trace', async () => {
    await expect(run({ ...tooSmall, override })).rejects.toThrow(
      'Only a person with the permission llm.verdict.override may go on',
    );
    const allowed = { result: AuthorizeResult.ALLOW } as const;
    await expect(
      run(
        { ...tooSmall, override },
        { ...allowed, credentials: mockCredentials.service() },
      ),
    ).rejects.toThrow('Only a person with the permission');
    await expect(
      run({ ...tooSmall, override: { reason: ' short ' } }, allowed),
    ).rejects.toThrow(/^override\.reason: /);
    expect(onOverride).not.toHaveBeenCalled();

    const overridden = { verdict: 'does-not-fit', overridden: true };
    expect(
      await run({ ...tooSmall, override }, { ...allowed, isDryRun: true }),
    ).toMatchObject(overridden);
    expect(onOverride).not.toHaveBeenCalled();
    const { check, reasons, warnings } = await run(
      { ...tooSmall, override },
      allowed,
    );
    expect(check).toEqual({
      kind: 'verdict',
      model: 'model:research/qwen3-8b',
      version: '2025-04-bf16',
      pool: 'gpupool:default/l4-lys',
      devices: 'turns',
      verdict: 'does-not-fit',
      override: override.reason,
      findings: [reasons, warnings].flat().map(message => ({
        severity: 'warning',
        message,
      })),
    });
    expect(onOverride.mock.calls).toEqual([
      [
        {
          user: 'user:default/mock',
          model: 'model:research/qwen3-8b',
          pool: 'gpupool:default/l4-lys',
          devices: 'turns',
          reason: override.reason,
        },
      ],
    ]);
  });

  it('takes more servers than there is room for only from somebody who may override that', async () => {
    // On one GPU each.
    const crowd = {
      ...fits,
      engine: { kvCacheDtype: 'fp8' },
      replicas: { min: 1, max: 3 },
    };
    const message = expect.stringMatching(
      /^replicas\.max asks for 3 servers, but whole has room for 2: /,
    );
    await expect(run(crowd)).rejects.toThrow(
      /^No server can be put on gpupool:default\/l4-lys, whole:\n- replicas\.max asks for 3 servers, but whole has room for 2: it declares 2 nodes with 1 GPU each, and each server takes 1 GPU$/,
    );
    await expect(run({ ...crowd, override })).rejects.toThrow(
      'Only a person with the permission llm.verdict.override may go on where a model or its servers do not fit',
    );
    expect(onOverride).not.toHaveBeenCalled();

    const allowed = { result: AuthorizeResult.ALLOW } as const;
    expect(await run({ ...crowd, override }, allowed)).toMatchObject({
      verdict: expect.stringMatching(/^(fits|tight)$/),
      overridden: true,
      serving: { replicas: { min: 1, max: 3 } },
      warnings: [message],
      check: {
        override: override.reason,
        findings: expect.arrayContaining([{ severity: 'warning', message }]),
      },
    });
    expect(onOverride).toHaveBeenCalledTimes(1);
    // As many as there is room for need nobody's leave.
    expect(
      await run({ ...crowd, replicas: { min: 2 }, override }),
    ).toMatchObject({ overridden: false, warnings: [] });
  });

  it('notes no override where the run ends for another reason', async () => {
    const claimed: Entity = {
      ...pool,
      metadata: { name: 'claimed', namespace: 'default' },
      spec: {
        ...pool.spec,
        devices: (pool.spec!.devices as object[]).map(devices => ({
          ...devices,
          allocation: 'dra',
        })),
      },
    };
    await expect(
      run(
        { ...tooSmall, pool: 'claimed', override },
        { result: AuthorizeResult.ALLOW, entities: [claimed] },
      ),
    ).rejects.toThrow(/^No server can be put on .*\n- devices\.sharedClaim /);
    expect(onOverride).not.toHaveBeenCalled();
  });

  it('sets up no server where nothing could be placed', async () => {
    const { architecture: _, ...unread } = (
      qwen8b.spec as { versions: Array<Record<string, unknown>> }
    ).versions[0];
    const entity = { ...qwen8b, spec: { ...qwen8b.spec, versions: [unread] } };
    for (const change of [{}, { override }]) {
      await expect(
        run({ ...fits, entity, ...change }, { result: AuthorizeResult.ALLOW }),
      ).rejects.toThrow(
        /^Nobody knows how model:research\/qwen3-8b would be put on gpupool:default\/l4-lys, whole, so that no server can be set up there: .*architecture/,
      );
    }
    expect(onOverride).not.toHaveBeenCalled();
  });

  it('does not override where there is no need', async () => {
    expect(await run({ ...fits, override })).toMatchObject({
      overridden: false,
    });
  });

  it('lets nobody past policy', async () => {
    for (const input of [
      { ...fits, dataClass: 'confidential', override },
      { ...fits, regions: ['us-east'], override },
    ]) {
      await expect(
        run(input, { result: AuthorizeResult.ALLOW }),
      ).rejects.toThrow(
        /^Policy does not let model:research\/qwen3-8b go on gpupool:default\/l4-lys, whole: /,
      );
    }
    expect(onOverride).not.toHaveBeenCalled();
  });

  it('asks of a provider that only answers in place of a server', async () => {
    const instead = {
      model: fits.model,
      provider: 'resource:default/azure',
      fallback: true,
    };
    expect(await run({ ...instead, dataClass: 'internal' })).toMatchObject({
      verdict: 'external',
      check: { provider: instead.provider, model: 'model:research/qwen3-8b' },
    });
    await expect(
      run({ ...instead, dataClass: 'confidential' }),
    ).rejects.toThrow(
      /^Policy does not let model:research\/qwen3-8b go on resource:default\/azure: .*confidential data must not be processed on resource:default\/azure/,
    );
    await expect(run({ ...instead, fallback: false })).rejects.toThrow(
      /is not external, so that no provider serves it/,
    );
    await expect(run({ ...fits, fallback: true })).rejects.toThrow(
      /^provider: is needed where fallback is true/,
    );
  });

  it.each([
    [
      { model: 'model:default/nothing' },
      /^You see no model model:default\/nothing/,
    ],
    [
      { pool: 'model:research/qwen3-8b' },
      /^You see no GPU pool model:research/,
    ],
    [{ model: ':' }, /^model is no entity reference/],
    [{ devices: 'slices' }, /has no device group slices; there are .*whole/],
  ])('names what it does not find of %j', async (change, message) => {
    await expect(run({ ...fits, ...change })).rejects.toThrow(message);
  });
});
