import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  MockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import request from 'supertest';
import { stringify } from 'yaml';
import scaffolderModuleLlm from '..';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { entitiesIn, withLocation } from './committed';
import { pool, qwen8b, supportBot } from './entities';

interface Step {
  id: string;
  name: string;
  action: string;
  input: Record<string, unknown>;
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

/** A real scaffolder with the actions, and dry runs of steps in it. */
export async function startScaffolder(
  directory: MockDirectory,
  options: {
    crds?: Record<string, string>;
    /** Further files of the GitOps repository, which the catalog has as well, or others in place of those that are there. */
    files?: Record<string, string>;
    /** What the catalog has from elsewhere. */
    entities?: Entity[];
    /** Further configuration. */
    config?: JsonObject;
    /** Further settings under `llm`. */
    llm?: JsonObject;
    features?: BackendFeature[];
  } = {},
) {
  const files = {
    'components/support-bot/catalog-info.yaml': stringify(supportBot),
    ...options.files,
  };
  directory.setContent({ crds: options.crds ?? {} });
  const repository = await BareFolderGitOpsRepository.create({
    folder: directory.resolve('gitops.git'),
    branch: 'main',
    author: { name: 'Modelyard', email: 'modelyard@localhost' },
    logger: mockServices.logger.mock(),
  });
  await repository.commit({
    message: 'Start',
    changes: Object.entries({ [FILE]: stringify(qwen8b), ...files }).map(
      ([path, content]) => ({ path, content }),
    ),
  });
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleLlm,
      ...(options.features ?? []),
      catalogServiceMock.factory({
        entities: [
          withLocation(`modelyard-gitops:${FILE}`, qwen8b),
          withLocation('url:x', pool),
          ...entitiesIn(files),
          ...(options.entities ?? []),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { workingDirectory: directory.path },
          ...options.config,
          llm: {
            ...options.llm,
            gitops: { folder: directory.resolve('gitops.git') },
            targets: [
              {
                name: 'fra-1',
                kubernetes: '1.36',
                components: {
                  keda: '2.20',
                  nvidiaDevicePlugin: '0.20',
                  gatewayApi: '1.6',
                },
                monitoring: {
                  prometheusUrl: 'http://prometheus.monitoring:9090',
                },
              },
            ],
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
    const left = Object.fromEntries(
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
      files: left,
      output: body.output?.result,
    };
  };
  const actions = async () =>
    (await request(server).get('/api/scaffolder/v2/actions')).body;
  return { actions, dryRun };
}

export const step = (action: string, input: Record<string, unknown>): Step => ({
  id: action.replace(/:/g, '-'),
  name: action,
  action,
  input,
});
