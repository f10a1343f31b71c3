import { createMockDirectory } from '@backstage/backend-test-utils';
import { stringify } from 'yaml';
import { qwen8b } from '../__testUtils__/entities';
import { BOT, BOT_FILE, MODEL, use, WRITTEN } from '../__testUtils__/modelUse';
import { FILE, startScaffolder, step } from '../__testUtils__/startScaffolder';
import { digestOf } from '../changes/writeChanges';

jest.setTimeout(60_000);

describe('llm:model:use', () => {
  const directory = createMockDirectory();
  const start = (options: Parameters<typeof startScaffolder>[1] = {}) =>
    startScaffolder(directory, options);

  it('declares the model in the GitOps repository', async () => {
    const { dryRun } = await start({ components: { [BOT_FILE]: WRITTEN } });
    const { error, files, output } = await dryRun([
      ...use({ purpose: 'customer support', dataClasses: ['internal'] }),
    ]);
    expect(error).toBeUndefined();
    const expected = `${WRITTEN}    - ${MODEL}\n`;
    expect(files[BOT_FILE]).toBe(expected);
    expect(output).toMatchObject({
      home: 'gitops',
      outcome: 'changed',
      changes: [{ path: BOT_FILE, digest: digestOf(expected) }],
      change: expect.stringMatching(
        /^use-qwen3-8b-in-support-bot-[0-9a-f]{8}$/,
      ),
      title: `Use ${MODEL} in ${BOT}`,
      body: `${BOT} declares that it depends on ${MODEL}.\nPurpose: customer support\nData that is sent: internal`,
      lines: `spec:\n  dependsOn:\n    - ${MODEL}\n`,
      warnings: [],
      declaration: expect.stringContaining(
        `A change of \`${BOT_FILE}\` in the GitOps repository adds:`,
      ),
    });
    expect(output).not.toHaveProperty('pullRequest');
  });

  it('gives what a commit takes', async () => {
    const { dryRun } = await start({ components: { [BOT_FILE]: WRITTEN } });
    const output = (name: string) =>
      `\${{ steps['llm-model-use'].output.${name} }}`;
    const { error, output: committed } = await dryRun([
      ...use(),
      step('llm:gitops:commit', {
        change: output('change'),
        title: output('title'),
        body: output('body'),
        changes: output('changes'),
      }),
    ]);
    expect([error, committed]).toEqual([
      undefined,
      expect.objectContaining({ outcome: 'proposed' }),
    ]);
  });

  it.each(['model:research/qwen3-8b', 'Model:Research/Qwen3-8B'])(
    'changes nothing where %s is declared',
    async declared => {
      const { dryRun } = await start({
        components: { [BOT_FILE]: `${WRITTEN}    - ${declared}\n` },
      });
      const { files, output } = await dryRun(use());
      expect(files).not.toHaveProperty([BOT_FILE]);
      expect(output).toMatchObject({
        home: 'gitops',
        outcome: 'unchanged',
        changes: [],
        declaration: expect.stringContaining('already says that it uses'),
      });
    },
  );

  it('takes a ref without a namespace for one in the namespace of its component', async () => {
    const file = WRITTEN.replace('namespace: retail', 'namespace: research');
    const component = 'component:research/support-bot';
    const components = { [BOT_FILE]: `${file}    - model:qwen3-8b\n` };
    const { dryRun } = await start({ components });
    expect((await dryRun(use({ component }))).output).toMatchObject({
      outcome: 'unchanged',
    });
    const other = { [BOT_FILE]: `${WRITTEN}    - model:qwen3-8b\n` };
    const elsewhere = await start({ components: other });
    expect((await elsewhere.dryRun(use())).output).toMatchObject({
      outcome: 'changed',
    });
  });

  it('says what is wrong with a file that it cannot change', async () => {
    const { dryRun } = await start({
      components: {
        [BOT_FILE]: WRITTEN.replace(
          'dependsOn:\n    # For the shop.\n',
          'subcomponents: &all\n',
        ).concat('  dependsOn: *all\n'),
      },
    });
    const { log, error } = await dryRun(use());
    expect(log + error).toMatch(
      /components\/support-bot\/catalog-info\.yaml of the GitOps repository cannot be changed: it spec\.dependsOn shares its value/,
    );
  });

  it.each<[string, object, RegExp]>([
    [
      'a component that is not there',
      { component: 'component:retail/nobody' },
      /You see no component:retail\/nobody in the catalog/,
    ],
    [
      'something else than a component',
      { component: MODEL },
      /component must name a Component, not model:research\/qwen3-8b/,
    ],
    [
      'a model that is not there',
      { model: 'model:research/none' },
      /You see no model model:research\/none/,
    ],
    [
      'an expression that nobody evaluated',
      { purpose: '${{ x. }}' },
      /purpose holds an expression that could not be evaluated/,
    ],
  ])('ends with a clear reason on %s', async (_, input, reason) => {
    const { dryRun } = await start();
    const { log, error } = await dryRun(use(input));
    expect(log + error).toMatch(reason);
  });

  it('refuses to start with a configuration that makes no sense', async () => {
    await expect(
      start({ llm: { access: { baseUrl: 'llm' } } }),
    ).rejects.toThrow(/Invalid llm\.access\.baseUrl: llm is no address/);
  });

  it('leaves the file of the model alone', async () => {
    const { dryRun } = await start({ files: { [FILE]: stringify(qwen8b) } });
    const { files } = await dryRun(use());
    expect(Object.keys(files).sort()).toEqual([BOT_FILE, 'x.md']);
  });
});
