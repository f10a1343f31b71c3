import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { modelAssessment, fits } from '../__testUtils__/assessedModel';
import { pool, qwen8b } from '../__testUtils__/entities';

describe('llm:model:assess', () => {
  const onOverride = jest.fn();
  beforeEach(() => onOverride.mockReset());
  const run = modelAssessment(createMockDirectory(), onOverride);

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
});
