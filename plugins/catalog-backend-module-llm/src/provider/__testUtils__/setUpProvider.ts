import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { BareFolderGitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { GitOpsEntityProvider, SYNC_TASK_ID } from '../GitOpsEntityProvider';
import { RecordingConnection } from './RecordingConnection';

interface ModelOptions {
  type?: string;
  alias?: string;
  namespace?: string;
}

/** The file of a model with one deployment. */
export const model = (name: string, options: ModelOptions = {}) => `
apiVersion: modelyard.dev/v1alpha1
kind: Model
metadata: {name: ${name}, namespace: ${options.namespace ?? 'research'}}
spec:
  type: ${options.type ?? 'chat'}
  lifecycle: production
  owner: group:default/ml-platform
  versions:
    - name: v1
      kind: weights
      quantization: none
      source: {uri: hf://example/model}
  deployments:
    - name: prod
      version: v1
      environment: production
      on: {pool: gpupool:default/h100-fra, devices: whole}
      servedModelName: ${name}
      aliases: [${options.alias ?? ''}]
`;

/** A repository in a folder and what a provider of it says, afresh for each test. */
export function setUpProvider() {
  const directory = createMockDirectory();
  const folder = directory.resolve('gitops.git');
  const events = mockServices.events();
  const logger = mockServices.logger.mock();
  let connection = new RecordingConnection();

  beforeEach(() => {
    directory.clear();
    jest.clearAllMocks();
    connection = new RecordingConnection();
  });

  const auth = mockServices.auth();

  const createProvider = (
    gitops: object = {},
    catalog = catalogServiceMock(),
  ) => {
    const scheduler = mockServices.scheduler();
    const provider = GitOpsEntityProvider.fromConfig(
      mockServices.rootConfig({
        data: { llm: { gitops: { folder, ...gitops } } },
      }),
      { auth, catalog, logger, scheduler, events },
    )!;
    return { provider, scheduler };
  };

  /** A provider that has looked once. */
  const connected = async (gitops?: object, catalog?: CatalogService) => {
    const { provider, scheduler } = createProvider(gitops, catalog);
    await provider.connect(connection);
    await scheduler.triggerTask(SYNC_TASK_ID);
    return { provider, sync: () => scheduler.triggerTask(SYNC_TASK_ID) };
  };

  const openRepository = async () =>
    BareFolderGitOpsRepository.create({
      folder,
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
      logger,
    });

  const commit = async (files: Record<string, string | undefined>) => {
    const repository = await openRepository();
    const result = await repository.commit({
      message: 'Change',
      changes: Object.entries(files).map(([path, content]) =>
        content === undefined ? { path, delete: true } : { path, content },
      ),
    });
    return { repository, result };
  };

  return {
    directory,
    folder,
    events,
    logger,
    auth,
    createProvider,
    connected,
    openRepository,
    commit,
    connection: () => connection,
  };
}
