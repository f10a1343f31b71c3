import {
  BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  MockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { JsonObject } from '@backstage/types';
import { platformSchema } from '@modelyard/llm-manifests';
import request from 'supertest';
import { stringify } from 'yaml';
import scaffolderModuleLlm from '..';
import { entitiesIn, withLocation, withRendered } from './committed';
import { pool, qwen8b, supportBot } from './entities';
import { groups, membership } from './groups';
import { hidingCatalog } from './hidingCatalog';
import { startRepository } from './repository';
import { subject, vllm } from './servingInput';

export interface Step {
  id: string;
  name: string;
  action: string;
  input: Record<string, unknown>;
  if?: boolean;
}

interface DryRun {
  status: number;
  error?: string;
  log: string;
  files: Record<string, string>;
  output: Record<string, unknown>;
}

/** Where the catalog has the model from: another folder than a new one would get. */
export const FILE = 'models/qwen/catalog-info.yaml';

/** The folder of the deployment that the repository has. */
export const FOLDER = 'models/research_qwen3-8b/prod';

/** What is installed where it runs. */
export const target = {
  name: 'fra-1',
  kubernetes: '1.36',
  components: {
    keda: '2.20',
    nvidiaDevicePlugin: '0.20',
    gatewayApi: '1.6',
  },
  monitoring: { prometheusUrl: 'http://prometheus.monitoring:9090' },
};

/** What the repository holds at first: the model, and one deployment as it was rendered. */
export const repositoryFiles = withRendered(
  {
    [FILE]: stringify(qwen8b),
    [`${FOLDER}/intent.yaml`]: stringify({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Intent',
      renderer: 1,
      target: target.name,
      subject,
      parts: [
        { family: 'vllm-deployment', input: vllm },
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
  },
  () => platformSchema.parse(target),
);

/** A real scaffolder with the actions, and dry runs of steps in it. */
export async function startScaffolder(
  directory: MockDirectory,
  options: {
    crds?: Record<string, string>;
    /** What the repository holds; {@link repositoryFiles} where absent. */
    files?: Record<string, string>;
    /** Catalog files of components in the repository, which the catalog has as well. */
    components?: Record<string, string>;
    entities?: Entity[];
    /** Refs of entities that the person who runs a template does not see. */
    hidden?: string[];
    targets?: object[];
    /** Further configuration, and further settings under `llm`. */
    config?: JsonObject;
    llm?: JsonObject;
    /** In place of what says who belongs to which group. */
    features?: BackendFeature[];
  } = {},
) {
  const components = options.components ?? {
    'components/support-bot/catalog-info.yaml': stringify(supportBot),
  };
  directory.setContent({ crds: options.crds ?? {} });
  const repository = await startRepository(directory, {
    ...(options.files ?? repositoryFiles),
    ...components,
  });
  const catalog = hidingCatalog({
    entities: [
      withLocation(`modelyard-gitops:${FILE}`, qwen8b),
      withLocation('url:x', pool),
      ...entitiesIn(components),
      ...groups,
      ...(options.entities ?? []),
    ],
    hides: entity =>
      options.hidden?.includes(stringifyEntityRef(entity)) ?? false,
  });
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleLlm,
      ...(options.features ?? [membership]),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { workingDirectory: directory.path },
          ...options.config,
          llm: {
            ...options.llm,
            gitops: { folder: directory.resolve('gitops.git') },
            targets: options.targets ?? [target],
            ...(options.crds && {
              manifests: { crdPaths: [directory.resolve('crds')] },
            }),
          },
        },
      }),
    ],
  });

  const dryRun = async (
    steps: Step[],
    contents: Record<string, string> = {},
  ): Promise<DryRun> => {
    const response = await request(server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'test' },
          spec: {
            owner: 'group:default/a',
            type: 'model',
            steps: [
              {
                id: 'fetch',
                name: 'Fetch',
                action: 'fetch:plain',
                input: { url: '.' },
              },
              ...steps,
            ],
            output: {
              result: `\${{ steps['${steps[steps.length - 1].id}'].output }}`,
            },
          },
        },
        values: {},
        directoryContents: Object.entries({ 'x.md': '', ...contents }).map(
          ([path, content]) => ({
            path,
            base64Content: Buffer.from(content).toString('base64'),
          }),
        ),
      });
    const { body } = response;
    const files = Object.fromEntries(
      (body.directoryContents ?? []).map(
        (file: { path: string; base64Content: string }) => [
          file.path,
          Buffer.from(file.base64Content, 'base64').toString(),
        ],
      ),
    );
    return {
      status: response.status,
      error: body.error?.message,
      log: JSON.stringify(body.log ?? body),
      files,
      output: body.output?.result,
    };
  };
  const actions = async () =>
    (await request(server).get('/api/scaffolder/v2/actions')).body;
  return { actions, dryRun, repository, server };
}

export const step = (action: string, input: Record<string, unknown>): Step => ({
  id: action.replace(/:/g, '-'),
  name: action,
  action,
  input,
});
