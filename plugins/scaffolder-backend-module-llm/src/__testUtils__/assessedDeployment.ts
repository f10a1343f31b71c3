import {
  MockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { createAssessAction } from '../actions/assessModel';
import { ManifestTools } from '../actions/ManifestTools';
import { pool, provider, qwen8b } from './entities';
import { subject, vllm } from './servingInput';

type Context = ActionContext<never, never, 'v2'>;

export const POOL = 'gpupool:default/l4-lys';
export const AZURE = 'resource:default/azure';
export const QWEN = 'model:research/qwen3-8b';
export const TONE = 'model:retail/tone';

/** A model with one deployment. */
export const modelOn = (
  on: object,
  { name = 'qwen3-8b', namespace = 'research', spec = {} } = {},
): Entity => ({
  ...qwen8b,
  metadata: { name, namespace },
  spec: {
    ...qwen8b.spec,
    ...spec,
    deployments: [
      { name: 'prod', version: '2025-04-bf16', environment: 'production', on },
    ],
  },
});
export const onPool = { pool: POOL, devices: 'whole' };
export const tone = (spec: object = {}) =>
  modelOn(
    { base: { model: QWEN, deployment: 'prod' } },
    { name: 'tone', namespace: 'retail', spec },
  );
export const spare = (on: object = onPool, spec: object = {}) =>
  modelOn(on, { name: 'spare', spec });

export const withHosts = (hosts: string): Entity => ({
  ...provider,
  metadata: {
    ...provider.metadata,
    annotations: {
      ...provider.metadata.annotations,
      'modelyard.dev/provider-hosts': hosts,
    },
  },
});

export const routeOf = (backends: object[], model = QWEN) =>
  stringify({
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'Intent',
    renderer: 1,
    target: 'fra-1',
    subject: { ...subject, model },
    parts: [
      { family: 'vllm-deployment', input: vllm },
      { family: 'ai-gateway-route', input: { backends } },
    ],
  });
export const self = { kind: 'self' };
export const azure = {
  kind: 'provider',
  name: 'fallback',
  entity: AZURE,
  priority: 1,
  provider: {
    name: 'azure-openai',
    resource: 'lindhaven',
    credentials: { kind: 'api-key', secret: 'key' },
  },
};
const { entity: _, ...withoutEntity } = azure;
export const unnamed = withoutEntity;
export const toSpare = {
  kind: 'existing',
  name: 'spare',
  priority: 1,
  of: { model: 'model:research/spare', deployment: 'prod' },
};
export const FILE = 'models/research_qwen3-8b/prod/intent.yaml';
export const SPARE_FILE = 'models/research_spare/prod/intent.yaml';
export const internal = { dataClass: 'internal' };

/** Runs the action on a deployment, with what catalog, repository and earlier steps hold. */
export function deploymentAssessment(directory: MockDirectory) {
  return async (
    input: object,
    options: {
      entities?: Entity[];
      files?: Record<string, string>;
      earlier?: Record<string, string>;
    } = {},
  ) => {
    directory.clear();
    const { files = {}, earlier = {} } = options;
    for (const [path, text] of Object.entries(earlier)) {
      const file = directory.resolve(`workspace/${path}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const action = createAssessAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: options.entities ?? [modelOn(onPool), pool, provider],
      }),
      permissions: mockServices.permissions(),
      open: async () => {
        const repository = await BareFolderGitOpsRepository.create({
          folder: directory.resolve('gitops.git'),
          branch: 'main',
          author: { name: 'Modelyard', email: 'modelyard@localhost' },
          logger: mockServices.logger.mock(),
        });
        await repository.commit({
          message: 'Start',
          changes: Object.entries({ 'README.md': 'Models', ...files }).map(
            ([path, content]) => ({ path, content }),
          ),
        });
        return repository;
      },
      tools: new ManifestTools({
        config: {
          targets: new Map(),
          clusters: new Map(),
          rules: new Map(),
          crdPaths: [],
        },
        dryRun: { run: async () => ({ ran: false, reason: 'no need' }) },
      }),
      onOverride: async () => {
        throw new Error('Nobody goes past policy');
      },
    });
    const output: Record<string, unknown> = {};
    const logger = mockServices.logger.mock();
    await action.handler({
      input: { model: QWEN, deployment: 'prod', ...input },
      isDryRun: false,
      workspacePath: directory.resolve('workspace'),
      logger,
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
      getInitiatorCredentials: async () => mockCredentials.user(),
    } as unknown as Context);
    return { output, logger };
  };
}
