import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  modelAssessment,
  fits,
  tooSmall,
  override,
} from '../__testUtils__/assessedModel';
import { pool, qwen8b } from '../__testUtils__/entities';

describe('llm:model:assess where a model does not fit', () => {
  const onOverride = jest.fn();
  beforeEach(() => onOverride.mockReset());
  const run = modelAssessment(createMockDirectory(), onOverride);

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
