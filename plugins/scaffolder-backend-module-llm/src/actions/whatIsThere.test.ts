import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse, stringify } from 'yaml';
import { entitiesIn } from '../__testUtils__/committed';
import { pool, qwen8b } from '../__testUtils__/entities';
import { subject, vllm } from '../__testUtils__/servingInput';
import {
  FOLDER,
  repositoryFiles,
  startScaffolder,
  step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const POOL_FILE = 'pools/h100/catalog-info.yaml';
const h100 = {
  ...pool,
  metadata: { name: 'h100', title: 'Secret plans' },
};
const withPool = { ...repositoryFiles, [POOL_FILE]: stringify(h100) };
const spec = { ...qwen8b.spec };
const scaling = {
  family: 'autoscaling',
  input: {
    by: {
      kind: 'keda',
      triggers: [{ metric: 'requests-waiting', target: 5 }],
    },
  },
};
const render = (input: object = {}) =>
  step('llm:manifests:render', {
    target: 'fra-1',
    subject,
    parts: [{ family: 'vllm-deployment', input: vllm }, scaling],
    ...input,
  });

describe('what is there already', () => {
  const directory = createMockDirectory();
  const start = (options?: Parameters<typeof startScaffolder>[1]) =>
    startScaffolder(directory, options);
  const said = ({ log, error }: { log: string; error?: string }) =>
    `${log} ${error}`;

  it('is not taken for something new', async () => {
    const { dryRun } = await start();
    const model = (input: object) =>
      dryRun([step('llm:catalog:model', { mode: 'new', ...input })]);
    const taken = await model({
      ref: 'model:research/qwen3-8b',
      metadata: { title: 'Mine' },
    });
    expect(taken.status).not.toBe(200);
    expect(said(taken)).toMatch(
      /ref: model:research\/qwen3-8b exists already.*Serve a model/,
    );
    // What is committed already is what a run that is repeated finds.
    const again = await model({ ref: 'model:research/qwen3-8b', spec });
    expect(again.output).toMatchObject({ outcome: 'unchanged' });
    const fresh = await model({ ref: 'model:research/fresh', spec });
    expect(fresh.output).toMatchObject({ outcome: 'created' });
    const elsewhere = await dryRun([
      step('llm:catalog:gpu-pool', {
        ref: 'gpupool:default/l4-lys',
        mode: 'new',
        spec: pool.spec,
      }),
    ]);
    expect(said(elsewhere)).toMatch(/gpupool:default\/l4-lys exists already/);
  });

  it('has to be there where it is asked for', async () => {
    const { dryRun } = await start();
    const model = (ref: string) =>
      dryRun([
        step('llm:catalog:model', {
          ref,
          mode: 'existing',
          metadata: { title: 'A' },
        }),
      ]);
    expect((await model('model:research/qwen3-8b')).output).toMatchObject({
      outcome: 'changed',
    });
    expect(said(await model('model:research/none'))).toMatch(
      /You see no model:research\/none/,
    );
  });

  it('is not told of, nor changed, where the catalog hides it', async () => {
    const { dryRun } = await start({
      files: withPool,
      entities: entitiesIn({ [POOL_FILE]: stringify(h100) }),
      hidden: ['gpupool:default/h100'],
    });
    const gpuPool = (input: object) =>
      dryRun([
        step('llm:catalog:gpu-pool', {
          ref: 'gpupool:default/h100',
          metadata: { description: 'zz' },
          ...input,
        }),
      ]);
    const other = { ref: 'gpupool:default/mine', spec: pool.spec };
    for (const [input, reason] of [
      [{}, /h100 is taken, or not visible to you/],
      [{ mode: 'new' }, /h100 is taken, or not visible to you/],
      [{ mode: 'existing' }, /You see no gpupool:default\/h100/],
      [{ path: POOL_FILE, ...other }, /belongs to something that is not/],
    ] as const) {
      const { status, files, ...run } = await gpuPool(input);
      expect(status).not.toBe(200);
      expect(said(run)).toMatch(reason);
      expect(said(run) + JSON.stringify(files)).not.toMatch(/Secret plans/);
    }
    const rendered = await dryRun([
      step('llm:pool:render', { entity: h100, sharing: true }),
    ]);
    expect(said(rendered)).toMatch(/h100 is taken, or not visible to you/);

    const { dryRun: seeing } = await start({
      files: withPool,
      entities: entitiesIn({ [POOL_FILE]: stringify(h100) }),
    });
    const { output } = await seeing([
      step('llm:catalog:gpu-pool', {
        ref: 'gpupool:default/h100',
        metadata: { description: 'zz' },
      }),
    ]);
    expect(output).toMatchObject({
      outcome: 'changed',
      entity: { metadata: { title: 'Secret plans' } },
    });
  });

  it('is compared with no change of who does not see it', async () => {
    const { dryRun } = await start({
      files: withPool,
      entities: entitiesIn({ [POOL_FILE]: stringify(h100) }),
      hidden: ['gpupool:default/h100'],
    });
    const { status, ...run } = await dryRun([
      step('llm:gitops:commit', {
        change: 'look',
        title: 'Look',
        changes: [],
        remove: [POOL_FILE],
        digest: 'not-previewed',
      }),
    ]);
    expect(status).not.toBe(200);
    expect(said(run)).toMatch(
      /pools\/h100\/catalog-info\.yaml belongs to something that is not visible/,
    );
    expect(said(run)).not.toMatch(/Secret plans/);
  });

  it('changes nothing where the same is rendered again', async () => {
    const { dryRun } = await start();
    const { output, files, error } = await dryRun([render()]);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({ unchanged: true, remove: [] });
    for (const path of Object.keys(files).filter(name =>
      name.startsWith(FOLDER),
    )) {
      expect([path, files[path]]).toEqual([path, repositoryFiles[path]]);
    }
    const steps = await dryRun([
      step('llm:manifests:vllm-deployment', {
        target: 'fra-1',
        subject,
        input: vllm,
      }),
      step('llm:manifests:autoscaling', {
        target: 'fra-1',
        subject,
        input: scaling.input,
      }),
    ]);
    expect([steps.error, steps.output]).toMatchObject([
      undefined,
      { unchanged: true },
    ]);
  });

  it('is replaced by something else only where that is asked for', async () => {
    const { dryRun } = await start();
    const other = {
      subject: { ...subject, environment: 'development' },
      parts: [{ family: 'vllm-deployment', input: vllm }],
      on: { pool: 'gpupool:default/l4-lys', devices: 'whole' },
    };
    const refused = await dryRun([render(other)]);
    expect(refused.status).not.toBe(200);
    expect(said(refused)).toMatch(
      /subject\.deployment: the deployment prod of model:research\/qwen3-8b is there already.*Change a deployment/,
    );
    const one = await dryRun([
      step('llm:manifests:vllm-deployment', {
        target: 'fra-1',
        subject,
        input: { ...vllm, replicas: { min: 3, max: 4 } },
      }),
    ]);
    expect(said(one)).toMatch(/is there already/);

    const { output, files, error } = await dryRun([
      render({ ...other, replace: true }),
    ]);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({
      unchanged: false,
      remove: [`${FOLDER}/base/autoscaling.yaml`],
      deployment: {
        aliases: null,
        on: { pool: 'gpupool:default/l4-lys', provider: null, base: null },
      },
    });
    expect(parse(files[`${FOLDER}/intent.yaml`]).subject.environment).toBe(
      'development',
    );
  });

  it('is not written over where somebody has edited it', async () => {
    const path = `${FOLDER}/base/vllm-deployment.yaml`;
    const { dryRun } = await start({
      files: {
        ...repositoryFiles,
        [path]: repositoryFiles[path].replace('cpu: "4"', 'cpu: "9"'),
      },
    });
    for (const input of [
      {},
      {
        replace: true,
        subject: { ...subject, environment: 'development' },
      },
    ]) {
      expect(said(await dryRun([render(input)]))).toMatch(
        /Somebody has edited what was rendered.*vllm-deployment\.yaml \(edited\)/,
      );
    }
    const given = await dryRun([render({ discardHandEdits: true })]);
    expect(given.output).toMatchObject({
      changes: [{ path }],
      warnings: [expect.stringMatching(/Edits by hand are given up/)],
    });
  });

  it('keeps the name of an object in its namespace', async () => {
    const { dryRun } = await start();
    const named = (fields: object) =>
      dryRun([
        render({
          subject: {
            ...subject,
            deployment: 'trial',
            servedModelName: 'qwen3-8b-trial',
            ...fields,
          },
        }),
      ]);
    expect(said(await named({}))).toMatch(
      /subject\.name: qwen3-8b-prod is taken in the namespace assistants-prod of fra-1 by the deployment prod of model:research\/qwen3-8b/,
    );
    const elsewhere = await named({ namespace: 'assistants-trial' });
    expect(elsewhere.error).toBeUndefined();
  });
});
