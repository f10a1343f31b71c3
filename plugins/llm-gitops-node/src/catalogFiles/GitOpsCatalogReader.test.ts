import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { git } from '../__testUtils__/git';
import { BareFolderGitOpsRepository } from '../bareFolder';
import { GitOpsCatalogReader } from './GitOpsCatalogReader';

const model = (name: string, type = 'chat') =>
  `apiVersion: modelyard.dev/v1alpha1\nkind: Model\nmetadata: {name: ${name}, namespace: research}\nspec: {type: ${type}}\n`;

describe('GitOpsCatalogReader', () => {
  const directory = createMockDirectory();
  let repository: BareFolderGitOpsRepository;
  let reader: GitOpsCatalogReader;

  beforeEach(async () => {
    directory.clear();
    repository = await BareFolderGitOpsRepository.create({
      folder: directory.resolve('gitops.git'),
      branch: 'main',
      author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
      logger: mockServices.logger.mock(),
    });
    reader = GitOpsCatalogReader.create({ repository, kinds: [] });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  const commit = async (files: Record<string, string | undefined>) =>
    repository.commit({
      message: 'Change',
      changes: Object.entries(files).map(([path, content]) =>
        content === undefined ? { path, delete: true } : { path, content },
      ),
    });

  const names = async () =>
    (await reader.read())?.entities.map(e => e.entity.metadata.name);

  it('follows the branch, and reads only what has changed', async () => {
    expect(await reader.read()).toBeUndefined();

    await commit({
      'models/one/catalog-info.yaml': model('one'),
      'models/two/catalog-info.yaml': model('two'),
      'models/one/prod/intent.yaml': model('no-catalog-file'),
      'README.md': 'text',
    });
    const read = jest.spyOn(repository, 'readBlob');
    const list = jest.spyOn(repository, 'listFiles');
    const [first, atTheSameTime] = await Promise.all([
      reader.read(),
      reader.read(),
    ]);
    expect(atTheSameTime).toBe(first);
    expect(first).toMatchObject({
      commit: await repository.head(),
      fileCount: 2,
      rejected: [],
    });
    expect(await names()).toEqual(['one', 'two']);
    expect(await reader.read()).toBe(first);
    expect(read).toHaveBeenCalledTimes(2);

    await commit({
      'models/two/catalog-info.yaml': model('two', 'rerank'),
      'models/new/catalog-info.yaml': `${model('new')}---\nkind: [`,
      'models/one/catalog-info.yaml': undefined,
      'models/one/prod/intent.yaml': 'changed',
    });
    const second = await reader.read();
    expect(await names()).toEqual(['new', 'two']);
    expect(second?.entities[1].entity.spec).toEqual({ type: 'rerank' });
    expect(second?.rejected).toHaveLength(1);
    expect(read).toHaveBeenCalledTimes(4);
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('puts an entity that stood twice back when the first one goes', async () => {
    await commit({
      'a/catalog-info.yaml': model('one', 'chat'),
      'b/catalog-info.yaml': model('one', 'rerank'),
    });
    expect((await reader.read())?.entities).toHaveLength(1);
    await commit({ 'a/catalog-info.yaml': undefined });
    expect(await reader.read()).toMatchObject({
      entities: [{ path: 'b/catalog-info.yaml' }],
      rejected: [],
    });
  });

  it('starts again where the former commit is no more', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    await reader.read();
    const copy = directory.resolve('copy');
    git(directory.path, 'clone', '--quiet', repository.description, copy);
    git(copy, 'checkout', '--quiet', '--orphan', 'other');
    git(copy, 'mv', 'a', 'b');
    git(copy, 'commit', '--quiet', '-m', 'Other');
    git(copy, 'push', '--quiet', '--force', 'origin', 'other:main');
    git(repository.description, 'gc', '--quiet', '--prune=now');

    expect(await reader.read()).toMatchObject({
      entities: [{ path: 'b/catalog-info.yaml' }],
    });
  });

  it('still knows what it knew when the repository cannot be read', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    const first = await reader.read();
    await commit({ 'b/catalog-info.yaml': model('two') });
    jest
      .spyOn(repository, 'readBlob')
      .mockRejectedValueOnce(new Error('disk on fire'));
    await expect(reader.read()).rejects.toThrow('disk on fire');
    expect(first?.entities).toHaveLength(1);
    expect(await names()).toEqual(['one', 'two']);
  });
});
