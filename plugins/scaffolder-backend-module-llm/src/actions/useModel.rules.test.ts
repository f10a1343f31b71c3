import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { withLocation } from '../__testUtils__/committed';
import { qwen8b, supportBot } from '../__testUtils__/entities';
import { BOT, BOT_FILE, MODEL, use, WRITTEN } from '../__testUtils__/modelUse';
import { startScaffolder } from '../__testUtils__/startScaffolder';
import { createUseModelAction } from './useModel';

jest.setTimeout(60_000);

describe('llm:model:use, by its rules', () => {
  const directory = createMockDirectory();
  const start = (options: Parameters<typeof startScaffolder>[1] = {}) =>
    startScaffolder(directory, options);

  describe('who may', () => {
    const owned = (owner: string) => ({
      [BOT_FILE]: WRITTEN.replace('user:default/mock', owner),
    });
    const userInfo = (...ownershipEntityRefs: string[]) => [
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/mock',
          ownershipEntityRefs: ['user:default/mock', ...ownershipEntityRefs],
        }),
      }).factory,
    ];
    const refusal =
      /Only who owns component:retail\/support-bot may declare what it uses: ask group:default\/shop/;

    it.each([
      [
        'somebody of the group that owns the component',
        ['group:default/shop'],
        true,
      ],
      ['somebody of the platform', ['group:default/platform'], true],
      ['somebody else', ['group:default/search'], false],
      [
        'a reviewer, who runs nothing',
        ['group:default/shop', 'group:default/audit'],
        false,
      ],
    ])('%s', async (_, groups, may) => {
      const { dryRun } = await start({
        components: owned('group:default/shop'),
        llm: {
          roles: {
            platform: ['group:default/platform'],
            reviewers: ['group:default/audit'],
          },
        },
        features: userInfo(...groups),
      });
      const { status, log, error } = await dryRun(use());
      expect([status === 200, refusal.test(log + error)]).toEqual([may, !may]);
    });

    it('nobody without the permission to propose changes', async () => {
      const { dryRun } = await start({
        features: [
          mockServices.permissions.mock({
            authorize: async requests =>
              requests.map(({ permission }) => ({
                result:
                  permission.name === 'llm.change.propose'
                    ? AuthorizeResult.DENY
                    : AuthorizeResult.ALLOW,
              })),
            authorizeConditional: async requests =>
              requests.map(() => ({ result: AuthorizeResult.ALLOW })),
          }).factory,
        ],
      });
      const { log, error } = await dryRun(use());
      expect(log + error).toMatch(
        /Only a person with the permission llm\.change\.propose may declare what it uses/,
      );
    });
  });

  it('leaves a trace of who declared what, but not of a dry run', async () => {
    const { component, model } = {
      component: {
        ...supportBot,
        relations: [{ type: 'ownedBy', targetRef: 'user:default/jo' }],
      },
      model: qwen8b,
    };
    const onUse = jest.fn();
    const action = createUseModelAction({
      access: { secret: { name: 'a', key: 'b' } },
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [component, model] }),
      groups: { platform: [], reviewers: [] },
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
      open: async () => {
        throw new Error('There is no GitOps repository');
      },
      permissions: mockServices.permissions(),
      urlReader: mockServices.urlReader.mock(),
      userInfo: mockServices.userInfo(),
      onUse,
    });
    const run = (
      isDryRun: boolean,
      credentials: BackstageCredentials = mockCredentials.user(
        'user:default/jo',
      ),
    ) =>
      action.handler({
        input: { component: BOT, model: MODEL },
        isDryRun,
        workspacePath: directory.path,
        logger: mockServices.logger.mock(),
        checkpoint: ({ fn }: { fn: () => unknown }) => fn(),
        output: () => {},
        getInitiatorCredentials: async () => credentials,
      } as unknown as Parameters<typeof action.handler>[0]);
    await run(true);
    expect(onUse).not.toHaveBeenCalled();
    await run(false);
    expect(onUse.mock.calls).toEqual([
      [
        {
          user: 'user:default/jo',
          component: BOT,
          model: MODEL,
          home: 'manual',
        },
      ],
    ]);
    // A service has nobody who answers for it.
    await expect(run(false, mockCredentials.service())).rejects.toThrow(
      /Only a person with the permission llm\.change\.propose/,
    );
  });

  describe('what the model is for', () => {
    const model = (spec: object): Entity => ({
      ...qwen8b,
      spec: { ...qwen8b.spec, ...spec },
    });
    const runWith = async (spec: object, input: object = {}) => {
      const other = withLocation('url:x', {
        ...model(spec),
        metadata: { name: 'other', namespace: 'research' },
      });
      const { dryRun } = await start({ entities: [other] });
      return dryRun(use({ model: 'model:research/other', ...input }));
    };

    it.each<[string, object, object, RegExp]>([
      [
        'a retired model',
        {
          lifecycle: 'retired',
          retirement: { replacedBy: 'model:research/next' },
        },
        {},
        /component:retail\/support-bot may not use model:research\/other:.*is retired; use model:research\/next instead/,
      ],
      [
        'a prohibited purpose',
        { governance: { prohibitedUses: ['decisions on people'] } },
        { purpose: 'Decisions on People' },
        /purpose .*prohibited for model:research\/other/,
      ],
      [
        'data that may not be sent',
        { governance: { dataClasses: ['public'] } },
        { dataClasses: ['confidential'] },
        /dataClasses holds confidential, but only public data may be sent/,
      ],
    ])('refuses %s', async (_, spec, input, reason) => {
      const { status, log, error } = await runWith(spec, input);
      expect(status).not.toBe(200);
      expect(log + error).toMatch(reason);
    });

    it('warns, and tells the reviewer', async () => {
      const { output } = await runWith({
        lifecycle: 'deprecated',
        retirement: { replacedBy: 'model:research/next' },
        governance: { permittedUses: ['search'] },
      });
      const warnings = [
        'model:research/other is deprecated; use model:research/next instead',
        expect.stringMatching(/intended-use.* is missing/),
      ];
      expect(output).toMatchObject({
        warnings,
        body: expect.stringMatching(
          /\nWarning: model:research\/other is deprecated/,
        ),
        declaration: expect.stringMatching(
          /^What somebody should look at:\n\n- model:research\/other is deprecated/,
        ),
      });
    });
  });
});
