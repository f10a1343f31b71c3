import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { qwen8b } from '../__testUtils__/entities';
import { subject, vllm } from '../__testUtils__/servingInput';
import { FILE, startScaffolder, step } from '../__testUtils__/startScaffolder';
import { digestOf } from '../changes/writeChanges';

jest.setTimeout(60_000);

const crd = (properties: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'scaledobjects.keda.sh' },
  spec: {
    group: 'keda.sh',
    scope: 'Namespaced',
    names: {
      kind: 'ScaledObject',
      plural: 'scaledobjects',
      singular: 'scaledobject',
      listKind: 'ScaledObjectList',
    },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
                properties,
              },
            },
          },
        },
      },
    ],
  },
});

describe('rendering in the scaffolder', () => {
  const directory = createMockDirectory();
  const start = (options?: { crds?: Record<string, string> }) =>
    startScaffolder(directory, {
      files: { [FILE]: stringify(qwen8b) },
      ...options,
    });

  it('renders an intent with what it stands for, and says what it holds', async () => {
    const { dryRun } = await start();
    const { files, output, error } = await dryRun([
      step('llm:manifests:render', {
        target: 'fra-1',
        subject,
        parts: [{ family: 'vllm-deployment', input: vllm }],
      }),
    ]);
    expect(error).toBeUndefined();
    const folder = 'models/research_qwen3-8b/prod';
    expect(output).toMatchObject({
      folder,
      validation: { level: 1, checked: 0 },
    });
    const changes = output.changes as Array<{ path: string; digest: string }>;
    expect(changes.map(({ path }) => path)).toEqual([
      `${folder}/intent.yaml`,
      `${folder}/base/kustomization.yaml`,
      `${folder}/base/vllm-deployment.yaml`,
    ]);
    for (const { path, digest } of changes) {
      expect(digest).toBe(digestOf(files[path]));
    }
    expect(
      parseAllDocuments(files[`${folder}/base/vllm-deployment.yaml`]).map(
        document => document.toJS().kind,
      ),
    ).toEqual(expect.arrayContaining(['Deployment', 'Service']));
  });

  it('puts the families of several steps into one intent', async () => {
    const { dryRun } = await start();
    const scaling = {
      by: {
        kind: 'keda',
        triggers: [{ metric: 'requests-waiting', target: 5 }],
      },
    };
    const { files, error } = await dryRun([
      step('llm:manifests:vllm-deployment', {
        target: 'fra-1',
        subject,
        input: vllm,
      }),
      step('llm:manifests:autoscaling', {
        target: 'fra-1',
        subject,
        input: scaling,
      }),
    ]);
    expect(error).toBeUndefined();
    const folder = 'models/research_qwen3-8b/prod';
    expect(
      parse(files[`${folder}/intent.yaml`]).parts.map(
        ({ family }: { family: string }) => family,
      ),
    ).toEqual(['vllm-deployment', 'autoscaling']);
    expect(files[`${folder}/base/autoscaling.yaml`]).toContain('ScaledObject');

    const other = await dryRun(
      [
        step('llm:manifests:autoscaling', {
          target: 'fra-1',
          subject: { ...subject, version: 'v2' },
          input: scaling,
        }),
      ],
      { [`${folder}/intent.yaml`]: files[`${folder}/intent.yaml`] },
    );
    expect(other.log + other.error).toMatch(/another target or subject/);
  });
  it('refuses what the schemas of the target refuse, at its path', async () => {
    const { dryRun } = await start({
      crds: {
        'keda.yaml': stringify(
          crd({ maxReplicaCount: { type: 'integer', maximum: 3 } }),
        ),
      },
    });
    const parts = (max: number) => [
      {
        family: 'vllm-deployment',
        input: { ...vllm, replicas: { min: 1, max } },
      },
      {
        family: 'autoscaling',
        input: {
          by: {
            kind: 'keda',
            triggers: [{ metric: 'requests-waiting', target: 5 }],
          },
        },
      },
    ];
    const render = (max: number) =>
      dryRun([
        step('llm:manifests:render', {
          target: 'fra-1',
          subject,
          parts: parts(max),
        }),
      ]);
    expect((await render(3)).output).toMatchObject({
      validation: {
        level: 2,
        checked: 1,
        notChecked: expect.arrayContaining([
          expect.stringMatching(/Deployment qwen3-8b-prod: not checked/),
        ]),
      },
    });
    const refused = await render(4);
    expect(refused.log + refused.error).toMatch(
      /The target would refuse what was rendered.*ScaledObject qwen3-8b-prod: spec\.maxReplicaCount/,
    );
  });

  it('says in one piece what a reviewer should look at, and where it stands', async () => {
    const { dryRun } = await start({
      crds: {
        'keda.yaml': stringify(
          crd({
            maxReplicaCount: {
              type: 'integer',
              'x-kubernetes-validations': [{ rule: 'self.isSplendid()' }],
            },
          }),
        ),
      },
    });
    const { error, output, files } = await dryRun([
      step('llm:manifests:render', {
        target: 'fra-1',
        subject,
        parts: [
          {
            family: 'vllm-deployment',
            input: { ...vllm, engine: { trustRemoteCode: true } },
          },
          {
            family: 'autoscaling',
            input: {
              by: {
                kind: 'keda',
                triggers: [{ metric: 'requests-waiting', target: 5 }],
              },
            },
          },
        ],
      }),
    ]);
    expect(error).toBeUndefined();
    const folder = 'models/research_qwen3-8b/prod';
    const lineOf = (path: string, text: string) =>
      files[path].split('\n').findIndex(line => line.includes(text)) + 1;
    const intent = `${folder}/intent.yaml`;
    const scaling = `${folder}/base/autoscaling.yaml`;
    expect(output.check).toEqual({
      kind: 'manifests',
      folder,
      level: 2,
      checked: 1,
      notChecked: (output.validation as { notChecked: string[] }).notChecked,
      dryRun: {
        state: 'not-run',
        reason: 'no cluster is configured for target fra-1',
      },
      findings: [
        {
          severity: 'warning',
          path: intent,
          line: lineOf(intent, 'trustRemoteCode: true'),
          message: expect.stringMatching(/trustRemoteCode runs code/),
        },
        {
          severity: 'warning',
          path: scaling,
          line: lineOf(scaling, 'maxReplicaCount:'),
          message: expect.stringMatching(/^spec\.maxReplicaCount .*isSplendid/),
        },
      ],
    });
    expect(output.warnings).toHaveLength(2);
  });
});
