import { createMockDirectory } from '@backstage/backend-test-utils';
import { git } from '../__testUtils__/git';
import { startRepository } from '../__testUtils__/startRepository';
import { BareFolderGitOpsRepository } from '../bareFolder';
import { GitOpsCatalogReader } from './GitOpsCatalogReader';

const model = (name: string, type = 'chat') =>
  `apiVersion: modelyard.dev/v1alpha1\nkind: Model\nmetadata: {name: ${name}, namespace: research}\nspec: {type: ${type}}\n`;

const FOREIGN =
  'apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: eve}\n';

describe('GitOpsCatalogReader', () => {
  const directory = createMockDirectory();
  let repository: BareFolderGitOpsRepository;
  let reader: GitOpsCatalogReader;

  beforeEach(async () => {
    directory.clear();
    repository = await startRepository(directory);
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
      'models/new/catalog-info.yaml': `${model('new')}---\n${FOREIGN}`,
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

  describe('of a file that cannot be read any more', () => {
    const BROKEN = 'kind: [';
    const kept = async (from = reader) =>
      (await from.read())?.entities.map(({ path, entity, issues }) => [
        path,
        entity.metadata.name,
        (entity.spec as { type: string }).type,
        issues?.map(({ code }) => code),
      ]);
    const restarted = () =>
      GitOpsCatalogReader.create({ repository, kinds: [] });

    it('keeps the last good state, also over a restart', async () => {
      await commit({ 'a/catalog-info.yaml': model('one') });
      await commit({ 'a/catalog-info.yaml': model('one', 'rerank') });
      const good = await repository.head();
      await reader.read();
      await commit({ 'a/catalog-info.yaml': BROKEN });
      await commit({ 'a/catalog-info.yaml': `${BROKEN}\n` });
      await commit({ 'other.txt': 'later' });

      const expected = {
        entities: [
          {
            entity: { spec: { type: 'rerank' } },
            issues: [
              {
                path: '',
                code: 'file-unreadable',
                severity: 'warning',
                message: expect.stringMatching(
                  `^as of commit ${good?.slice(
                    0,
                    8,
                  )}; what its file says since cannot be taken \\(a/catalog-info.yaml, line \\d+: not valid YAML: `,
                ),
              },
            ],
          },
        ],
        rejected: [{ cause: 'unreadable', kept: ['model:research/one'] }],
      };
      expect(await reader.read()).toMatchObject(expected);
      expect(await restarted().read()).toEqual(await reader.read());

      // One process sees the next two commits one by one, the other only the last.
      await commit({ 'a/catalog-info.yaml': model('one', 'embedding') });
      expect(await kept()).toEqual([
        ['a/catalog-info.yaml', 'one', 'embedding', undefined],
      ]);
      const late = restarted();
      await commit({ 'a/catalog-info.yaml': `${BROKEN}\n` });
      expect(await kept()).toEqual([
        ['a/catalog-info.yaml', 'one', 'embedding', ['file-unreadable']],
      ]);
      await commit({ 'other.txt': 'later still' });
      expect(await late.read()).toEqual(await reader.read());
      expect(await kept(late)).toEqual([
        ['a/catalog-info.yaml', 'one', 'embedding', ['file-unreadable']],
      ]);
    });

    it('keeps only what no document of the file says any more', async () => {
      await commit({
        'a/catalog-info.yaml': `${model('one')}---\n${model('two')}`,
      });
      await commit({
        'a/catalog-info.yaml': `${model('one', 'rerank')}---\n${model(
          'two',
        ).replace('name: two', 'name: t w o')}`,
      });
      expect(await kept()).toEqual([
        ['a/catalog-info.yaml', 'one', 'rerank', undefined],
        ['a/catalog-info.yaml', 'two', 'chat', ['file-unreadable']],
      ]);
    });

    it('keeps nothing of a file that never could be read, was removed, or says nothing now', async () => {
      await commit({
        'a/catalog-info.yaml': model('one'),
        'b/catalog-info.yaml': BROKEN,
        'c/catalog-info.yaml': model('three'),
        'd/catalog-info.yaml': model('four'),
      });
      await commit({ 'a/catalog-info.yaml': undefined });
      await commit({
        'c/catalog-info.yaml': '# nothing\n',
        'd/catalog-info.yaml': model('four').replace(
          'modelyard.dev/v1alpha1',
          'ml.example/v1',
        ),
      });
      await commit({ 'a/catalog-info.yaml': BROKEN });
      expect(await kept()).toEqual([]);
      expect(await kept(restarted())).toEqual([]);
    });
  });

  describe('of an entity that several files hold', () => {
    const places = async (from = reader) => {
      const catalog = await from.read();
      return {
        entities: catalog?.entities.map(({ path, issues }) => [
          path,
          ...(issues ?? []).map(({ message }) => message),
        ]),
        rejected: catalog?.rejected.map(({ path, reason }) => [path, reason]),
      };
    };

    it('leaves it to the file that has held it for longest', async () => {
      await commit({ 'm/catalog-info.yaml': model('one') });
      await commit({ 'z/catalog-info.yaml': model('other') });
      await commit({
        'a/catalog-info.yaml': model('one', 'rerank'),
        'z/catalog-info.yaml': model('one', 'speech'),
      });
      const expected = {
        entities: [
          [
            'm/catalog-info.yaml',
            'is claimed by a/catalog-info.yaml and z/catalog-info.yaml as well; what stands there is not taken',
          ],
        ],
        rejected: [
          [
            'a/catalog-info.yaml',
            'model:research/one already stands in m/catalog-info.yaml',
          ],
          [
            'z/catalog-info.yaml',
            'model:research/one already stands in m/catalog-info.yaml',
          ],
        ],
      };
      expect(await places()).toEqual(expected);
      await commit({ 'm/catalog-info.yaml': model('one', 'moderation') });
      expect(await places()).toEqual(expected);
      expect(
        await places(GitOpsCatalogReader.create({ repository, kinds: [] })),
      ).toEqual(expected);

      // Whoever gave it up for a while comes after those who did not.
      await commit({ 'm/catalog-info.yaml': model('else') });
      await commit({ 'm/catalog-info.yaml': model('one') });
      const after = await places();
      expect(after.entities).toEqual([
        [
          'a/catalog-info.yaml',
          'is claimed by m/catalog-info.yaml and z/catalog-info.yaml as well; what stands there is not taken',
        ],
      ]);
      expect(
        await places(GitOpsCatalogReader.create({ repository, kinds: [] })),
      ).toEqual(after);
    });

    it('does not hand it over because its file cannot be read', async () => {
      await commit({ 'm/catalog-info.yaml': model('one') });
      await commit({
        'm/catalog-info.yaml': 'kind: [',
        'a/catalog-info.yaml': model('one', 'rerank'),
      });
      expect(await reader.read()).toMatchObject({
        entities: [
          {
            path: 'm/catalog-info.yaml',
            entity: { spec: { type: 'chat' } },
            issues: [{ code: 'file-unreadable' }, { code: 'entity-contested' }],
          },
        ],
      });
    });
  });

  it('says that the repository or the branch is gone', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    await reader.read();
    git(repository.description, 'update-ref', '-d', 'refs/heads/main');
    await expect(reader.read()).rejects.toThrow(/has no branch main any more$/);
    directory.clear();
    await expect(reader.read()).rejects.toThrow(/is not there/);
    await expect(
      GitOpsCatalogReader.create({ repository, kinds: [] }).read(),
    ).rejects.toThrow(/is not there/);
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
