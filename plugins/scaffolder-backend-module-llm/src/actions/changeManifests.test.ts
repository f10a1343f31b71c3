import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import { qwen8b } from '../__testUtils__/entities';
import {
  FILE,
  FOLDER,
  repositoryFiles,
  startScaffolder,
  step,
  target,
} from '../__testUtils__/startScaffolder';
import { withLocation } from '../__testUtils__/committed';
import { changedLines } from '../__testUtils__/templateCases';
import { digestOf } from '../changes/writeChanges';

jest.setTimeout(60_000);

const MANIFEST = `${FOLDER}/base/vllm-deployment.yaml`;
const INTENT = `${FOLDER}/intent.yaml`;
const overlay = { [`${FOLDER}/overlays/ber/patch.yaml`]: 'mine: true\n' };
const asked = { model: 'model:research/qwen3-8b', deployment: 'prod' };
const change = (input: object) =>
  step('llm:manifests:change', { ...asked, ...input });
const edited = {
  ...repositoryFiles,
  ...overlay,
  [MANIFEST]: repositoryFiles[MANIFEST].replace('cpu: "4"', 'cpu: "9"'),
  [`${FOLDER}/base/mine.yaml`]: 'kind: Mine\n',
};

describe('llm:manifests:change', () => {
  const directory = createMockDirectory();
  const start = (options?: Parameters<typeof startScaffolder>[1]) =>
    startScaffolder(directory, options);

  it('changes what it is asked to, and nothing else', async () => {
    const { dryRun } = await start({
      files: { ...repositoryFiles, ...overlay },
    });
    const { output, files, error } = await dryRun([
      change({ replicas: { min: 2 }, subject: { costCentre: '' } }),
    ]);
    expect(error).toBeUndefined();
    const written = Object.keys(files).filter(path => path.startsWith(FOLDER));
    // The deployment leaves the number of servers to what scales it.
    expect(written.sort()).toEqual(
      [`${FOLDER}/base/autoscaling.yaml`, INTENT].sort(),
    );
    const [autoscaling] = written.sort();
    expect(
      changedLines(repositoryFiles[autoscaling], files[autoscaling]),
    ).toEqual(['-  minReplicaCount: 1', '+  minReplicaCount: 2']);
    expect(
      changedLines(repositoryFiles[INTENT], files[INTENT]).filter(
        line => !line.includes('sha256:'),
      ),
    ).toEqual(['-        min: 1', '+        min: 2']);
    expect(output).toMatchObject({
      folder: FOLDER,
      changes: [
        { path: INTENT, digest: digestOf(files[INTENT]) },
        { path: autoscaling, digest: digestOf(files[autoscaling]) },
      ],
      remove: [],
      unchanged: false,
      drift: { state: 'in-step', files: [] },
      validation: { level: 1 },
      deployment: {
        name: 'prod',
        version: '2025-04-bf16',
        environment: 'production',
        family: 'vllm-deployment',
        namespace: 'assistants-prod',
        servedModelName: 'qwen3-8b',
        aliases: null,
        replicas: { min: 2, max: 4 },
        intent: INTENT,
      },
    });
    expect(output.deployment).not.toHaveProperty('on');
  });

  it('says so where nothing changes, and writes nothing', async () => {
    const { dryRun } = await start();
    const { output, files, log } = await dryRun([
      change({ replicas: { min: 1, max: 4 }, serving: { engine: {} } }),
    ]);
    expect(output).toMatchObject({ changes: [], remove: [], unchanged: true });
    expect(Object.keys(files)).not.toContain(INTENT);
    expect(log).toContain('already is as asked: nothing changes');
  });

  it('leaves a family out with its manifests, and puts another in', async () => {
    const { dryRun } = await start();
    const { output, files, error } = await dryRun([
      change({
        remove: ['autoscaling'],
        parts: [
          { family: 'model-monitoring', if: false, input: {} },
          { family: 'model-cache', if: false, input: {} },
          { family: 'vllm-deployment', if: true, input: { rollout: 'surge' } },
        ],
        on: { pool: 'gpupool:default/l4-lys', devices: 'whole' },
      }),
    ]);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({
      remove: [`${FOLDER}/base/autoscaling.yaml`],
      deployment: { on: { pool: 'gpupool:default/l4-lys', devices: 'whole' } },
    });
    expect(parse(files[INTENT]).parts).toMatchObject([
      { family: 'vllm-deployment', input: { rollout: 'surge' } },
    ]);
    expect(parse(files[`${FOLDER}/base/kustomization.yaml`]).resources).toEqual(
      ['vllm-deployment.yaml'],
    );
  });

  it('goes on from what an earlier step of the run has left', async () => {
    const { dryRun } = await start();
    const steps = [
      change({ replicas: { max: 8 } }),
      { ...change({ subject: { costCentre: 'cc-1' } }), id: 'second' },
    ];
    const { output, files } = await dryRun(steps);
    expect(parse(files[INTENT])).toMatchObject({
      subject: { costCentre: 'cc-1' },
      parts: [{ input: { replicas: { max: 8 } } }, {}],
    });
    const changes = output.changes as Array<{ path: string; digest: string }>;
    expect(changes.map(({ path }) => path)).toContain(
      `${FOLDER}/base/autoscaling.yaml`,
    );
    for (const { path, digest } of changes) {
      expect(digest).toBe(digestOf(files[path]));
    }
    // Back to where it was: nothing is left to commit, and nothing half done in the workspace.
    const back = await dryRun([
      change({ replicas: { max: 8 } }),
      { ...change({ replicas: { max: 4 } }), id: 'second' },
    ]);
    expect(back.output).toMatchObject({ changes: [], unchanged: true });
    expect(back.files[INTENT]).toBe(repositoryFiles[INTENT]);
  });

  it('does not write over what somebody has edited, unless that is given up', async () => {
    const { dryRun } = await start({ files: edited });
    const refused = await dryRun([change({ replicas: { min: 2 } })]);
    expect(refused.status).not.toBe(200);
    expect(refused.log + refused.error).toMatch(
      /Somebody has edited what was rendered.*base\/mine\.yaml \(added\).*base\/vllm-deployment\.yaml \(edited\)/s,
    );
    const { output, files } = await dryRun([
      change({ replicas: { min: 2 }, discardHandEdits: true }),
    ]);
    expect(output).toMatchObject({
      remove: [`${FOLDER}/base/mine.yaml`],
      drift: {
        state: 'edited',
        files: [
          { path: `${FOLDER}/base/mine.yaml`, type: 'extra' },
          { path: MANIFEST, type: 'changed' },
        ],
      },
      warnings: [expect.stringContaining('Edits by hand are given up')],
    });
    expect(files[MANIFEST]).toBe(repositoryFiles[MANIFEST]);
    expect(JSON.stringify(output)).not.toContain('overlays');
  });

  it('takes a target that has moved for no edit, and says that more changes', async () => {
    const { dryRun } = await start({
      targets: [{ ...target, images: { vllm: 'vllm/vllm-openai:v0.25.0' } }],
    });
    const { output } = await dryRun([change({ replicas: { min: 2 } })]);
    expect(output).toMatchObject({
      drift: { state: 'outdated' },
      warnings: expect.arrayContaining([
        expect.stringContaining('More changes than was asked for'),
      ]),
    });
  });

  const elsewhere = (deployments: object[]): Entity =>
    withLocation(`modelyard-gitops:${FILE}`, {
      ...qwen8b,
      metadata: { name: 'other', namespace: 'research' },
      spec: { ...qwen8b.spec, deployments },
    });
  const on = { pool: 'gpupool:default/l4-lys', devices: 'whole' };
  const listed = { version: '2025-04-bf16', environment: 'production', on };

  it.each([
    [
      'a model that nobody sees',
      { model: 'model:default/hidden' },
      /You see no model model:default\/hidden in the catalog/,
    ],
    [
      'a deployment that does not exist',
      { deployment: 'gone' },
      /model:research\/qwen3-8b has no deployment gone/,
    ],
    [
      'a path for a name',
      { deployment: '../prod' },
      /deployment does not match pattern/,
    ],
    [
      'an intent of something else',
      { model: 'model:research/other' },
      /intent\.yaml is not about the deployment prod of model:research\/other/,
    ],
    [
      'a deployment that no template made',
      { model: 'model:research/other', deployment: 'hand' },
      /deployment hand of model:research\/other was not made from a template/,
    ],
    [
      'an adapter',
      { model: 'model:research/other', deployment: 'tone' },
      /model:research\/qwen3-8b serves it in its deployment prod, so change that/,
    ],
    [
      'what would not be valid',
      { replicas: { min: 9 } },
      /cannot be rendered.*replicas\.max must not be below min/s,
    ],
    [
      'another deployment under this name',
      { subject: { deployment: 'edge' } },
      /The change cannot be made.*subject\.deployment cannot be changed/s,
    ],
    [
      'the name of a group of others, who would pay',
      { subject: { owner: 'group:default/search' } },
      /subject\.owner: you do not belong to group:default\/search/,
    ],
    [
      'a group that does not exist',
      { subject: { owner: 'group:default/nope' } },
      /subject\.owner: the catalog has no group:default\/nope/,
    ],
    ['an unknown target', { target: 'nowhere' }, /There is no target nowhere/],
    [
      'an expression that nobody evaluated',
      { subject: { version: '${{ parameters. }}' } },
      /expression that could not be evaluated/,
    ],
  ])('refuses %s', async (_, input, message) => {
    const { dryRun } = await start({
      entities: [
        elsewhere([
          { name: 'prod', ...listed, intent: INTENT },
          { name: 'hand', ...listed },
          {
            name: 'tone',
            ...listed,
            on: {
              base: { model: 'model:research/qwen3-8b', deployment: 'prod' },
            },
          },
        ]),
      ],
    });
    const result = await dryRun([change(input)]);
    expect(result.status).not.toBe(200);
    expect(result.log + result.error).toMatch(message);
  });

  /** The deployment of another model, in another folder. */
  const startElsewhere = (options?: { hidden?: string[] }) => {
    const moved = Object.fromEntries(
      Object.entries(repositoryFiles).map(([path, text]) => [
        path.replace(FOLDER, 'teams/search/qwen'),
        text,
      ]),
    );
    const intent = 'teams/search/qwen/intent.yaml';
    return start({
      ...options,
      files: {
        ...moved,
        [intent]: moved[intent].replaceAll('qwen3-8b\n', 'other\n'),
      },
      entities: [elsewhere([{ name: 'prod', ...listed, intent }])],
    });
  };
  const servers = (replicas: object) =>
    change({ model: 'model:research/other', replicas });

  it('follows a file to wherever the model says that it is', async () => {
    const { dryRun } = await startElsewhere();
    const { output, error } = await dryRun([servers({ max: 3 })]);
    expect([error, output]).toMatchObject([
      undefined,
      { folder: 'teams/search/qwen' },
    ]);
  });

  it('asks for no more servers than the devices have room for', async () => {
    const { dryRun } = await startElsewhere();
    const { error } = await dryRun([servers({ min: 3, max: 5 })]);
    expect(error).toMatch(
      /cannot be made: replicas\.min asks for 3 servers, but whole has room for 2: it declares 2 nodes with 1 GPU each, and each server takes 1 GPU$/,
    );
  });

  it('says that nobody knows of the room on a pool that is not visible', async () => {
    const { dryRun } = await startElsewhere({
      hidden: ['gpupool:default/l4-lys'],
    });
    const { output, error } = await dryRun([servers({ max: 5 })]);
    const warning = expect.stringMatching(
      /^Nobody can say whether there is room for the servers/,
    );
    expect([error, output]).toMatchObject([
      undefined,
      {
        warnings: expect.arrayContaining([warning]),
        check: {
          findings: expect.arrayContaining([
            { severity: 'warning', message: warning },
          ]),
        },
      },
    ]);
  });
});
