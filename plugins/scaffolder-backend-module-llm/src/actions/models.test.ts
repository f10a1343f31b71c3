import { createMockDirectory } from '@backstage/backend-test-utils';
import { ModelVersion } from '@modelyard/plugin-llm-common';
import { parse } from 'yaml';
import { qwen8b } from '../__testUtils__/entities';
import { FILE, startScaffolder, step } from '../__testUtils__/startScaffolder';
import { digestOf } from '../changes/writeChanges';

jest.setTimeout(60_000);

describe('models in the scaffolder', () => {
  const directory = createMockDirectory();
  const start = () => startScaffolder(directory);

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

  it('gives nothing to whom the catalog does not know, or its user does not belong to', async () => {
    const { dryRun } = await start();
    const own = (owner: string, name = 'qwen3-8b') =>
      dryRun([
        step('llm:catalog:model', {
          ref: `model:research/${name}`,
          spec: { ...qwen8b.spec, owner },
        }),
      ]);
    for (const [owner, reason] of [
      ['group:default/nope', 'spec.owner: the catalog has no group:default/n'],
      ['group:default/search', 'spec.owner: you do not belong to group:defa'],
      ['component:default/a', 'spec.owner must refer to a Group or a User'],
      // In the namespace of the model, as the catalog takes it.
      ['search', 'spec.owner: the catalog has no group:research/search'],
    ]) {
      for (const name of ['qwen3-8b', 'new']) {
        const { status, error, log } = await own(owner, name);
        expect([owner, status === 200, log + error]).toEqual([
          owner,
          false,
          expect.stringContaining(reason),
        ]);
      }
    }
    expect((await own('group:default/assistants')).output).toMatchObject({
      outcome: 'changed',
    });
    // Not to be in the group is no hindrance where nothing is given away.
    expect(
      (
        await dryRun([
          step('llm:catalog:model', {
            ref: 'model:research/qwen3-8b',
            spec: { lifecycle: 'staging' },
          }),
        ])
      ).output,
    ).toMatchObject({ outcome: 'changed' });
  });

  it('lets who runs the platform name any group', async () => {
    const { dryRun } = await startScaffolder(directory, {
      llm: { roles: { platform: ['group:default/gpu-platform'] } },
    });
    const { output } = await dryRun([
      step('llm:catalog:model', {
        ref: 'model:research/qwen3-8b',
        spec: { owner: 'group:default/search' },
      }),
    ]);
    expect(output).toMatchObject({ outcome: 'changed' });
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
      changes: [
        {
          path,
          digest: digestOf(files[path]),
          from: expect.stringMatching(/^[0-9a-f]{40}$/),
        },
      ],
      entity: parse(files[path]),
    });
    expect(files[path]).toContain('type: chat # and tools\n');
    expect(
      parse(files[path]).spec.deployments.map(
        ({ name }: { name: string }) => name,
      ),
    ).toEqual(['test', 'prod']);

    expect((await update({ type: 'chat' })).output).toMatchObject({
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
});
