import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { families } from '@modelyard/llm-manifests';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { qwen8b } from './__testUtils__/entities';
import { subject, vllm } from './__testUtils__/servingInput';
import { FILE, startScaffolder, step } from './__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const demoTargets: object[] = parse(
  readFileSync(resolve(__dirname, '../../../app-config.yaml'), 'utf8'),
).llm.targets;
const actionOf = ({ action }: { action: string }) => action;

describe('the module of the scaffolder', () => {
  const directory = createMockDirectory();
  const start = () => startScaffolder(directory);

  it('offers every family, each with a schema that says what it takes', async () => {
    const { actions } = await start();
    const ours = (await actions()).filter(({ id }: { id: string }) =>
      id.startsWith('llm:'),
    );
    expect(ours.map(({ id }: { id: string }) => id).sort()).toEqual(
      [
        'llm:baseline:record',
        'llm:catalog:gpu-pool',
        'llm:catalog:model',
        'llm:gitops:commit',
        'llm:manifests:change',
        'llm:manifests:read',
        'llm:manifests:render',
        'llm:manifests:rerender',
        'llm:manifests:retire',
        'llm:manifests:validate',
        'llm:model:assess',
        'llm:model:inspect',
        'llm:model:use',
        'llm:pool:render',
        ...families.map(({ id }) => `llm:manifests:${id}`),
      ].sort(),
    );
    for (const { id, description, schema } of ours) {
      expect([id, description]).toEqual([id, expect.stringMatching(/\w{4}/)]);
      const { properties } = schema.input;
      expect([id, Object.keys(properties).length > 0]).toEqual([id, true]);
    }
    // The scaffolder's validator cannot follow references within alternatives.
    expect(
      ours
        .filter(({ schema }: { schema: object }) =>
          JSON.stringify(schema).includes('"$ref"'),
        )
        .map(({ id }: { id: string }) => id),
    ).toEqual([]);
    // A patch of a subject says of it what it wants.
    const about = ours
      .filter(({ id }: { id: string }) => id !== 'llm:manifests:change')
      .map(({ schema }: { schema: { input: { properties: JsonObject } } }) =>
        JSON.stringify(schema.input.properties.subject),
      )
      .filter(Boolean);
    expect(about).toHaveLength(families.length + 1);
    expect(about).toEqual(
      about.map(() => expect.stringContaining('"namespace"')),
    );
    const family = ours.find(
      ({ id }: { id: string }) => id === 'llm:manifests:vllm-deployment',
    );
    expect(family.schema.input.properties.input.properties).toMatchObject({
      replicas: expect.any(Object),
      cache: expect.any(Object),
    });
  });

  it('gives examples of every action, and each of them runs', async () => {
    // The example of a family is for a target that has everything.
    const { actions, dryRun } = await startScaffolder(directory, {
      targets: demoTargets,
    });
    const ours: Array<{ id: string; examples?: Array<{ example: string }> }> = (
      await actions()
    ).filter(({ id }: { id: string }) => id.startsWith('llm:'));
    expect(ours.filter(({ examples = [] }) => examples.length === 0)).toEqual(
      [],
    );
    for (const { id, examples = [] } of ours) {
      for (const { example } of examples) {
        const { steps } = parse(example);
        expect([example, steps.map(actionOf)]).toEqual([
          example,
          expect.arrayContaining([id]),
        ]);
        const result = await dryRun(steps, {
          'models/research_qwen3-8b/prod/base/config.yaml':
            'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n',
        });
        expect([example, result.status, result.error]).toEqual([
          example,
          200,
          undefined,
        ]);
      }
    }
  });

  it('commits what several steps have written', async () => {
    const { dryRun } = await startScaffolder(directory, {
      files: { [FILE]: stringify(qwen8b) },
    });
    const { error, output } = await dryRun([
      step('llm:manifests:vllm-deployment', {
        target: 'fra-1',
        subject,
        input: vllm,
      }),
      step('llm:catalog:model', {
        ref: 'model:research/qwen3-8b',
        metadata: { title: 'Qwen3 8B' },
      }),
      { ...step('llm:model:assess', {}), if: false },
      step('llm:gitops:commit', {
        change: 'serve-qwen3-8b-prod',
        title: 'Serve Qwen3 8B',
        changes: [
          "${{ steps['llm-manifests-vllm-deployment'].output.changes }}",
          "${{ steps['llm-catalog-model'].output.changes }}",
        ],
        checks: [
          "${{ steps['llm-manifests-vllm-deployment'].output.check }}",
          // Of a step that did not run.
          "${{ steps['llm-model-assess'].output.check }}",
        ],
        digest: 'not-previewed',
      }),
    ]);
    const folder = 'models/research_qwen3-8b/prod';
    expect(error).toBeUndefined();
    expect([output]).toMatchObject([
      {
        outcome: 'proposed',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        preview: {
          digest: output?.digest,
          review: 'proposal',
          owners: ['group:default/ml-platform'],
          checks: [{ kind: 'manifests', folder, level: 1, checked: 0 }],
          files: [
            {
              path: FILE,
              outcome: 'changed',
              before: stringify(qwen8b),
              after: expect.stringContaining('title: Qwen3 8B'),
            },
            { path: `${folder}/base/kustomization.yaml`, outcome: 'added' },
            { path: `${folder}/base/vllm-deployment.yaml`, outcome: 'added' },
            { path: `${folder}/intent.yaml`, outcome: 'added' },
          ],
        },
      },
    ]);
  });

  it.each([
    [
      'an unknown target',
      step('llm:manifests:render', {
        target: 'nowhere',
        subject,
        parts: [{ family: 'vllm-deployment', input: vllm }],
      }),
      /There is no target nowhere; llm\.targets has fra-1/,
    ],
    [
      'a field that a family does not have',
      step('llm:manifests:render', {
        target: 'fra-1',
        subject,
        parts: [{ family: 'vllm-deployment', input: { ...vllm, gpu: 1 } }],
      }),
      /The intent cannot be rendered.*parts\[0\]\.input.*gpu/,
    ],
    [
      'a path out of the workspace',
      step('llm:catalog:model', {
        ref: 'model:default/a',
        path: '../../a.yaml',
      }),
      /Relative path is not allowed to refer to a directory outside/,
    ],
    [
      'an entity that comes from elsewhere',
      step('llm:catalog:gpu-pool', { ref: 'gpupool:default/l4-lys' }),
      /gpupool:default\/l4-lys does not come from the GitOps repository, but from url:x: change it there/,
    ],
    [
      'a ref of another kind',
      step('llm:catalog:model', { ref: 'component:default/a' }),
      /ref must name a Model, not component:default\/a/,
    ],
    [
      'an expression that nobody evaluated',
      step('llm:catalog:model', {
        ref: 'model:default/a',
        metadata: { title: '${{ parameters.nothing. }}' },
      }),
      /metadata\.title holds an expression that could not be evaluated/,
    ],
    [
      'a folder without manifests',
      step('llm:manifests:validate', { folder: 'models/none' }),
      /The workspace has no manifests in models\/none/,
    ],
  ])('ends with a clear reason on %s', async (_, given, reason) => {
    const { dryRun } = await start();
    const result = await dryRun([given]);
    expect(result.log + result.error).toMatch(reason);
    expect(Object.keys(result.files)).not.toContain('a.yaml');
  });
});
