import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { pool, qwen8b } from '../__testUtils__/entities';
import { createAssessAction } from './assessModel';

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
    } = {},
  ) {
    const { result = AuthorizeResult.DENY, isDryRun = false } = options;
    const credentials = options.credentials ?? mockCredentials.user();
    const action = createAssessAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [qwen8b, pool] }),
      permissions: mockServices.permissions({ result }),
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

  it('ends with the reasons and with what would fit', async () => {
    await expect(run(tooSmall)).rejects.toThrow(
      /^research\/qwen3-8b does not fit on gpupool:default\/l4-lys, turns: .*\nWhat would fit:\n- .*whole/s,
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
    const { check, reasons } = await run({ ...tooSmall, override }, allowed);
    expect(check).toEqual({
      kind: 'verdict',
      model: 'model:research/qwen3-8b',
      version: '2025-04-bf16',
      pool: 'gpupool:default/l4-lys',
      devices: 'turns',
      verdict: 'does-not-fit',
      override: override.reason,
      findings: (reasons as string[]).map(message => ({
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
        /^Policy does not let research\/qwen3-8b go on gpupool:default\/l4-lys, whole: /,
      );
    }
    expect(onOverride).not.toHaveBeenCalled();
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
