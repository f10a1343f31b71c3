import { createMockDirectory } from '@backstage/backend-test-utils';
import { platformSchema } from '@modelyard/llm-manifests';
import { stringify } from 'yaml';
import { withRendered } from '../__testUtils__/committed';
import { qwen8b } from '../__testUtils__/entities';
import {
  FOLDER,
  repositoryFiles,
  startScaffolder,
  step,
  target,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const MANIFEST = `${FOLDER}/base/vllm-deployment.yaml`;
const INTENT = `${FOLDER}/intent.yaml`;
const overlay = { [`${FOLDER}/overlays/ber/patch.yaml`]: 'mine: true\n' };
const asked = { model: 'model:research/qwen3-8b', deployment: 'prod' };
const edited = {
  ...repositoryFiles,
  ...overlay,
  [MANIFEST]: repositoryFiles[MANIFEST].replace('cpu: "4"', 'cpu: "9"'),
  [`${FOLDER}/base/mine.yaml`]: 'kind: Mine\n',
};

describe('llm:manifests:retire', () => {
  const directory = createMockDirectory();
  const retire = step('llm:manifests:retire', asked);

  it('takes out what was rendered, and names what people added', async () => {
    const { dryRun } = await startScaffolder(directory, {
      files: { ...repositoryFiles, ...overlay },
    });
    const { output } = await dryRun([retire]);
    expect(output).toMatchObject({
      remove: [
        INTENT,
        ...['autoscaling', 'kustomization', 'vllm-deployment'].map(
          name => `${FOLDER}/base/${name}.yaml`,
        ),
      ],
      kept: Object.keys(overlay),
      warnings: [expect.stringContaining('overlays/ber/patch.yaml stays')],
      deployment: { name: 'prod', $patch: 'delete' },
    });
  });

  it('loses no edits, and takes no server from an adapter', async () => {
    const { dryRun } = await startScaffolder(directory, { files: edited });
    const refused = await dryRun([retire]);
    expect(refused.log + refused.error).toContain('Somebody has edited');

    const relations = [
      { type: 'hasAdapter', targetRef: 'model:research/tone' },
    ];
    const base = { ...qwen8b, metadata: { name: 'base' }, relations };
    const tone = {
      ...qwen8b,
      metadata: { name: 'tone', namespace: 'research' },
      spec: {
        ...qwen8b.spec,
        deployments: [
          {
            name: 'berlin',
            version: 'v1',
            environment: 'production',
            on: { base: { model: 'model:default/base', deployment: 'prod' } },
          },
        ],
      },
    };
    const adapted = await startScaffolder(directory, {
      files: {
        'models/base/prod/intent.yaml': repositoryFiles[INTENT].replace(
          'model:research/qwen3-8b',
          'model:default/base',
        ),
      },
      entities: [base, tone],
    });
    const served = await adapted.dryRun([
      step('llm:manifests:retire', { ...asked, model: 'model:default/base' }),
    ]);
    expect(served.log + served.error).toMatch(
      /serves adapters as well; take these out first:.*model:research\/tone, deployment berlin/s,
    );
    const none = await adapted.dryRun([
      step('llm:manifests:retire', { ...asked, deployment: 'gone' }),
    ]);
    expect(none.log + none.error).toContain('there is nothing to take out');
  });

  it('takes out nothing of another deployment, whatever file a model names', async () => {
    const thief = {
      ...qwen8b,
      metadata: { name: 'thief', namespace: 'research' },
      spec: {
        ...qwen8b.spec,
        deployments: [
          {
            name: 'prod',
            version: '2025-04-bf16',
            environment: 'production',
            on: { pool: 'gpupool:default/l4-lys', devices: 'whole' },
            intent: INTENT,
          },
        ],
      },
    };
    const { dryRun } = await startScaffolder(directory, { entities: [thief] });
    const { log, error, output } = await dryRun([
      step('llm:manifests:retire', {
        ...asked,
        model: 'model:research/thief',
      }),
    ]);
    expect(log + error).toContain(
      `${INTENT} is not about the deployment prod of model:research/thief: the model names the wrong file`,
    );
    expect(output).toBeUndefined();
  });

  it('takes out a deployment whose intent nobody can read any more', async () => {
    const { dryRun } = await startScaffolder(directory, {
      files: { ...repositoryFiles, [INTENT]: 'kind: [' },
    });
    const { output } = await dryRun([retire]);
    expect(output).toMatchObject({
      remove: expect.arrayContaining([INTENT, MANIFEST]),
      warnings: [
        expect.stringMatching(
          /^Nobody can say whether somebody has edited what is taken out: intent\.yaml cannot be read: /,
        ),
      ],
      deployment: { name: 'prod', $patch: 'delete' },
    });
  });
});

describe('llm:manifests:rerender', () => {
  const directory = createMockDirectory();
  const rerender = (input: object) =>
    step('llm:manifests:rerender', { target: undefined, ...input });
  const moved = { ...target, images: { vllm: 'vllm/vllm-openai:v0.25.0' } };

  /** The deployment under another name, of the same model. */
  const copy = (name: string, edit = (text: string) => text) =>
    Object.fromEntries(
      Object.entries(repositoryFiles)
        .filter(([path]) => path.startsWith(FOLDER))
        .map(([path, text]) => [path.replace(/prod/, name), edit(text)]),
    );

  it('says that all is up to date', async () => {
    const { dryRun } = await startScaffolder(directory);
    const { output, log } = await dryRun([rerender({})]);
    expect(output).toMatchObject({
      changes: [],
      refused: [],
      unchanged: true,
      results: [{ folder: FOLDER, outcome: 'unchanged' }],
    });
    expect(log).toContain('the others are up to date');
    const nowhere = await dryRun([rerender({ target: 'fra1' })]);
    expect(nowhere.log + nowhere.error).toMatch(/There is no target fra1/);
  });

  it('renders what has moved, and names what stays and why', async () => {
    const hidden = copy('hidden', text =>
      text.replaceAll('model:research/qwen3-8b', 'model:default/secret'),
    );
    const { dryRun } = await startScaffolder(directory, {
      targets: [moved],
      files: {
        ...repositoryFiles,
        ...overlay,
        ...copy('elsewhere', text =>
          text.replace('target: fra-1', 'target: x'),
        ),
        ...copy('edited', text => text.replace('cpu: "4"', 'cpu: "9"')),
        ...copy('newer', text => text.replace('renderer: 1', 'renderer: 99')),
        ...hidden,
      },
    });
    const { output, files, error } = await dryRun([rerender({})]);
    expect(error).toBeUndefined();
    const folder = (name: string) => FOLDER.replace('prod', name);
    expect(output).toMatchObject({
      unchanged: false,
      results: [
        { folder: folder('edited'), outcome: 'refused' },
        { folder: folder('elsewhere'), outcome: 'refused' },
        { folder: folder('newer'), outcome: 'refused' },
        { folder: FOLDER, outcome: 'rendered' },
      ],
      refused: [
        { reason: expect.stringContaining('Somebody has edited') },
        { reason: expect.stringContaining('There is no target x') },
        { reason: expect.stringContaining('is 99, but this renderer is 1') },
      ],
      changes: [{ path: INTENT }, { path: MANIFEST }],
    });
    expect(JSON.stringify(output)).not.toMatch(/secret|hidden|overlays\//);
    expect(files[MANIFEST]).toContain('vllm/vllm-openai:v0.25.0');

    const some = await dryRun([
      rerender({ target: 'fra-1', models: ['model:research/qwen3-8b'] }),
    ]);
    expect(
      (some.output.results as Array<{ folder: string }>).map(r => r.folder),
    ).toEqual([folder('edited'), folder('newer'), FOLDER]);
    const none = await dryRun([rerender({ models: ['model:default/secret'] })]);
    expect(none.log + none.error).toContain(
      'You see no model model:default/secret of which anything is rendered',
    );
    const all = await dryRun([rerender({ discardHandEdits: true })]);
    expect(all.output.refused).toHaveLength(2);
    expect(all.output.warnings).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Edits by hand are given up'),
      ]),
    );
  });

  it('renders pools as well', async () => {
    const intent = stringify({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Intent',
      renderer: 1,
      target: 'fra-1',
      subject: {
        kind: 'pool',
        name: 'l4-lys',
        namespace: 'gpu-operator',
        pool: 'gpupool:default/l4-lys',
        owner: 'group:default/gpu-platform',
      },
      parts: [
        {
          family: 'device-sharing',
          input: {
            groups: [
              {
                name: 'l4-lys-turns',
                accelerator: 'nvidia-l4-24gb',
                gpusPerNode: 1,
                nodes: { by: 'provisioning' },
                timeSlicing: { replicas: 4 },
              },
            ],
          },
        },
      ],
    });
    const folder = 'pools/l4-lys/cluster';
    const { dryRun } = await startScaffolder(directory, {
      files: withRendered(
        {
          ...repositoryFiles,
          [`${folder}/intent.yaml`]: intent,
          // Of a pool that the person does not see.
          'pools/secret/cluster/intent.yaml': intent.replaceAll(
            'l4-lys',
            'secret',
          ),
        },
        () => platformSchema.parse(target),
      ),
      targets: [
        { ...moved, gpuOperator: { devicePluginConfig: 'device-plugin' } },
      ],
    });
    const { output, files } = await dryRun([rerender({})]);
    expect(output.results).toMatchObject([
      { folder: FOLDER, outcome: 'rendered' },
      { folder, outcome: 'rendered' },
    ]);
    expect(files[`${folder}/base/device-sharing.yaml`]).toContain(
      'name: device-plugin\n',
    );
    const some = await dryRun([rerender({ pools: ['l4-lys'] })]);
    expect(some.output.results).toMatchObject([{ folder }]);
    const none = await dryRun([rerender({ pools: ['secret'] })]);
    expect(none.log + none.error).toContain(
      'You see no GPU pool gpupool:default/secret of which anything is rendered',
    );
  });
});
