import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  deploymentAssessment,
  POOL,
  AZURE,
  QWEN,
  TONE,
  modelOn,
  onPool,
  tone,
  routeOf,
  self,
  azure,
  toSpare,
  FILE,
  internal,
} from '../__testUtils__/assessedDeployment';
import { pool, provider } from '../__testUtils__/entities';

describe('llm:model:assess of a deployment that is there', () => {
  const run = deploymentAssessment(createMockDirectory());

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
