import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  BareFolderGitOpsRepository,
  publishGitOpsCommitted,
} from '@modelyard/plugin-llm-gitops-node';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { takeSourceFindings } from '../sourceFindings/sourceFindings';
import { RecordingConnection } from './__testUtils__/RecordingConnection';
import { GitOpsEntityProvider, SYNC_TASK_ID } from './GitOpsEntityProvider';

interface ModelOptions {
  type?: string;
  alias?: string;
  namespace?: string;
}

const model = (name: string, options: ModelOptions = {}) => `
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

describe('GitOpsEntityProvider', () => {
  const directory = createMockDirectory();
  const folder = directory.resolve('gitops.git');
  const events = mockServices.events();
  const logger = mockServices.logger.mock();
  let connection: RecordingConnection;

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

  it('is there only where a repository is configured', () => {
    expect(
      GitOpsEntityProvider.fromConfig(mockServices.rootConfig({ data: {} }), {
        auth,
        catalog: catalogServiceMock(),
        logger,
        scheduler: mockServices.scheduler(),
        events,
      }),
    ).toBeUndefined();
  });

  it('hands over everything once, then what has changed, and nothing where nothing has', async () => {
    await commit({
      'models/one/catalog-info.yaml': model('one'),
      'models/two/catalog-info.yaml': `${model('two')}---${model('three')}`,
    });
    const { provider, sync } = await connected();
    expect(provider.getProviderName()).toBe('modelyard-gitops');
    expect(connection.mutations).toEqual([
      {
        type: 'full',
        entities: ['one', 'two', 'three'].map(name => ({
          locationKey: 'modelyard-gitops',
          entity: expect.objectContaining({
            metadata: expect.objectContaining({ name }),
          }),
        })),
      },
    ]);
    connection.take();

    await sync();
    await commit({ 'models/one/prod/intent.yaml': 'no entity' });
    await sync();
    expect(connection.take()).toEqual([]);

    await commit({
      'models/one/catalog-info.yaml': model('one', { type: 'rerank' }),
    });
    await sync();
    expect(connection.mutations[0]).toMatchObject({
      added: [
        {
          locationKey: 'modelyard-gitops',
          entity: {
            metadata: {
              name: 'one',
              annotations: {
                'backstage.io/managed-by-location':
                  'modelyard-gitops:models/one/catalog-info.yaml',
                'backstage.io/managed-by-origin-location':
                  'modelyard-gitops:models/one/catalog-info.yaml',
              },
            },
            spec: { type: 'rerank' },
          },
        },
      ],
    });
    expect(connection.take()).toEqual([{ added: ['one'], removed: [] }]);

    // One document of a file, a rename, a file that moves.
    await commit({
      'models/two/catalog-info.yaml': `${model('two')}---${model('four')}`,
      'models/one/catalog-info.yaml': undefined,
      'archive/one/catalog-info.yaml': model('one', { type: 'rerank' }),
    });
    await sync();
    expect(connection.take()).toEqual([
      {
        added: ['one', 'four'],
        removed: ['model:research/three'],
      },
    ]);
  });

  it('follows the event of a commit', async () => {
    await commit({ 'models/one/catalog-info.yaml': model('one') });
    await connected();
    connection.take();

    const { repository, result } = await commit({
      'models/two/catalog-info.yaml': model('two'),
    });
    await publishGitOpsCommitted({ events, logger, repository, result });
    while (connection.mutations.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(connection.take()).toEqual([{ added: ['two'], removed: [] }]);
  });

  it('warns on both models of a collision, and takes the warnings back', async () => {
    await commit({
      'a/catalog-info.yaml': model('one', { alias: 'assistant' }),
      'b/catalog-info.yaml': model('two', { namespace: 'search' }),
      'c/catalog-info.yaml': model('three'),
    });
    const { sync } = await connected();
    connection.take();

    await commit({
      'b/catalog-info.yaml': model('two', {
        namespace: 'search',
        alias: 'assistant',
      }),
    });
    await sync();
    const [mutation] = connection.mutations;
    const added = mutation.type === 'delta' ? mutation.added : [];
    expect(
      added.map(({ entity }) =>
        takeSourceFindings(entity).findings.filter(
          ({ code }) => code === 'alias-collision',
        ),
      ),
    ).toEqual([
      [
        expect.objectContaining({
          code: 'alias-collision',
          path: 'spec.deployments[0].aliases[0]',
          message: expect.stringContaining('model:search/two'),
        }),
      ],
      [
        expect.objectContaining({
          message: expect.stringContaining('model:research/one'),
        }),
      ],
    ]);
    expect(connection.take()).toEqual([{ added: ['one', 'two'], removed: [] }]);
    await sync();
    expect(connection.take()).toEqual([]);

    await commit({ 'a/catalog-info.yaml': undefined });
    await sync();
    const [gone] = connection.mutations;
    expect(
      gone.type === 'delta' &&
        takeSourceFindings(gone.added[0].entity).findings,
    ).toEqual([expect.objectContaining({ code: 'deployment-pool' })]);
    expect(connection.take()).toEqual([
      { added: ['two'], removed: ['model:research/one'] },
    ]);
  });

  it('takes only our kinds and those that are named, and says once what it leaves', async () => {
    const user =
      'apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: eve}\nspec: {memberOf: [admins]}\n';
    const component =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: chat}\nspec: {type: service}\n';
    await commit({
      'a/catalog-info.yaml': model('one'),
      'b/catalog-info.yaml': `${user}---\n${component}`,
    });
    const { sync } = await connected({ kinds: ['Component'] });
    expect(connection.take()).toEqual([{ full: ['one', 'chat'] }]);
    const rejection =
      'Not taken from the GitOps repository: b/catalog-info.yaml:1: User of backstage.io/v1alpha1 is not taken from this repository, only Model and GpuPool of modelyard.dev/v1alpha1, Component';
    expect(logger.warn.mock.calls).toEqual([[rejection]]);

    await sync();
    await commit({ 'a/catalog-info.yaml': model('one', { type: 'rerank' }) });
    await sync();
    expect(logger.warn).toHaveBeenCalledTimes(1);

    // What was put right and broken again is said again.
    await commit({ 'b/catalog-info.yaml': component });
    await sync();
    await commit({ 'b/catalog-info.yaml': `${user}---\n${component}` });
    await sync();
    expect(logger.warn.mock.calls).toEqual([[rejection], [rejection]]);
  });

  it('keeps what the catalog has while the repository cannot be read', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const { sync } = await connected();
    connection.take();

    renameSync(folder, `${folder}.away`);
    await sync();
    await sync();
    expect(connection.take()).toEqual([]);
    expect(logger.error.mock.calls).toEqual([
      [
        `The GitOps repository could not be read into the catalog, which keeps the entities that it has: ServiceUnavailableError: The Git repository ${folder} is not there`,
      ],
    ]);

    renameSync(`${folder}.away`, folder);
    await commit({ 'a/catalog-info.yaml': model('two') });
    const head = (await openRepository()).head();
    rmSync(`${folder}/objects/${(await head)!.slice(0, 2)}`, {
      recursive: true,
    });
    await sync();
    await sync();
    expect(connection.take()).toEqual([]);
    expect(logger.error).toHaveBeenCalledTimes(2);
    expect(logger.error).toHaveBeenLastCalledWith(
      expect.stringMatching(
        /^The GitOps repository could not be read into the catalog, which keeps the entities that it has: NotFoundError: No object [^\n]*$/,
      ),
    );
  });

  it('waits for a repository that is wrong at the start, and for its first commit', async () => {
    directory.setContent({ 'gitops.git': { 'notes.txt': 'no repository' } });
    const { sync } = await connected();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('is not a Git repository'),
    );

    rmSync(folder, { recursive: true });
    await sync();
    expect(logger.info).toHaveBeenCalledWith(
      'The GitOps repository is read into the catalog again',
    );
    // Not even an empty full mutation, which would delete everything.
    expect(connection.take()).toEqual([]);

    await commit({ 'a/catalog-info.yaml': model('one') });
    await sync();
    expect(connection.take()).toEqual([{ full: ['one'] }]);
  });

  it('seeds an empty repository', async () => {
    directory.setContent({
      seed: { models: { one: { 'catalog-info.yaml': model('one') } } },
    });
    await connected({ seed: directory.resolve('seed') });
    expect(connection.take()).toEqual([{ full: ['one'] }]);
  });

  it('begins no repository where the catalog has entities from one, and waits for it', async () => {
    directory.setContent({
      seed: { models: { one: { 'catalog-info.yaml': model('one') } } },
    });
    const [known, foreign] = ['modelyard-gitops:a.yaml', 'url:a.yaml'].map(
      (location, i) => ({
        apiVersion: 'modelyard.dev/v1alpha1',
        kind: 'Model',
        metadata: {
          name: `m${i}`,
          annotations: { 'backstage.io/managed-by-location': location },
        },
      }),
    );
    const seed = directory.resolve('seed');
    const catalog = catalogServiceMock({ entities: [known, foreign] });
    const { sync } = await connected({ seed }, catalog);
    await sync();
    expect(connection.take()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(logger.error.mock.calls).toEqual([
      [
        expect.stringContaining(
          'is not there, but the catalog has 1 entity from it',
        ),
      ],
    ]);

    await commit({ 'b/catalog-info.yaml': model('two') });
    await sync();
    expect(connection.take()).toEqual([{ full: ['two'] }]);
  });

  it('asks a catalog again that is still starting', async () => {
    directory.setContent({
      seed: { models: { one: { 'catalog-info.yaml': model('one') } } },
    });
    const catalog = catalogServiceMock();
    jest
      .spyOn(catalog, 'queryEntities')
      .mockRejectedValueOnce(new Error('503 Service Unavailable'));
    await connected({ seed: directory.resolve('seed') }, catalog);
    expect(connection.take()).toEqual([{ full: ['one'] }]);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('holds what the catalog rejects against nobody', async () => {
    const refused = model('two', { namespace: 'search' }).replace(
      'lifecycle: production',
      'lifecycle: 1',
    );
    await commit({
      'a/catalog-info.yaml': model('one', { alias: 'assistant' }),
      'b/catalog-info.yaml': refused.replace('[]', '[assistant]'),
    });
    await connected();
    const [mutation] = connection.mutations;
    const codes = (mutation.type === 'full' ? mutation.entities : []).map(
      ({ entity }) =>
        takeSourceFindings(entity).findings.map(({ code }) => code),
    );
    expect(codes).toEqual([['deployment-pool'], []]);
  });

  it('hands over again what the catalog could not take', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    connection.failure = new Error('database is locked');
    const { sync } = await connected();
    connection.failure = undefined;
    await sync();
    expect(connection.take()).toEqual([{ full: ['one'] }]);

    await commit({ 'b/catalog-info.yaml': model('two') });
    connection.failure = new Error('database is locked');
    await sync();
    connection.failure = undefined;
    await sync();
    expect(connection.take()).toEqual([{ added: ['two'], removed: [] }]);
  });

  it('looks again at once where the branch has moved in the meantime', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const { provider } = createProvider();
    await provider.connect(connection);
    const apply = connection.applyMutation.bind(connection);
    jest
      .spyOn(connection, 'applyMutation')
      .mockImplementationOnce(async mutation => {
        // Another replica hands over a later commit while this one is slow.
        await commit({ 'b/catalog-info.yaml': model('two') });
        await apply(mutation);
      });
    await provider.sync();
    expect(connection.take()).toEqual([
      { full: ['one'] },
      { added: ['two'], removed: [] },
    ]);
  });

  it('hands over everything again after an hour', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const now = jest.spyOn(performance, 'now');
    now.mockReturnValue(1000);
    const { sync } = await connected();
    connection.take();
    now.mockReturnValue(1000 + 59 * 60 * 1000);
    await sync();
    expect(connection.take()).toEqual([]);
    now.mockReturnValue(1000 + 60 * 60 * 1000);
    await sync();
    await sync();
    expect(connection.take()).toEqual([{ full: ['one'] }]);
    now.mockRestore();
  });
});
