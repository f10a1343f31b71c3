import { createMockDirectory } from '@backstage/backend-test-utils';
import { git } from '../__testUtils__/git';
import { startRepository } from '../__testUtils__/startRepository';
import { BareFolderGitOpsRepository } from '../bareFolder';
import { GitOpsCatalogReader } from './GitOpsCatalogReader';

const model = (name: string, type = 'chat') =>
  `apiVersion: modelyard.dev/v1alpha1\nkind: Model\nmetadata: {name: ${name}, namespace: research}\nspec: {type: ${type}}\n`;
const BROKEN = 'kind: "Model\n';

describe('a commit that leaves a file which cannot be read', () => {
  const directory = createMockDirectory();
  let repository: BareFolderGitOpsRepository;
  let reader: GitOpsCatalogReader;

  const restarted = () => GitOpsCatalogReader.create({ repository, kinds: [] });

  beforeEach(async () => {
    directory.clear();
    repository = await startRepository(directory);
    reader = restarted();
  });

  const commit = async (files: Record<string, string | undefined>) =>
    repository.commit({
      message: 'Change',
      changes: Object.entries(files).map(([path, content]) =>
        content === undefined ? { path, delete: true } : { path, content },
      ),
    });

  /** What is there, by whoever saw every commit and by whoever sees the last one only. */
  const read = async () => {
    const catalog = await reader.read();
    expect(await restarted().read()).toEqual(catalog);
    return {
      entities: catalog?.entities.map(({ entity, path, issues }) => [
        entity.metadata.name,
        path,
        ...(issues ?? []).map(({ message }) => message),
      ]),
      kept: catalog?.rejected.map(({ path, kept }) => [path, kept]),
    };
  };
  const names = async () =>
    (await read()).entities?.map(([name, path]) => `${name} in ${path}`);

  it('does not remove what a folder held that it renamed', async () => {
    await commit({
      'models/bge-m3/catalog-info.yaml': model('bge-m3'),
      'models/other/catalog-info.yaml': model('other'),
    });
    const good = (await repository.head())!;
    await read();
    const copy = directory.resolve('copy');
    git(directory.path, 'clone', '--quiet', repository.description, copy);
    git(copy, 'mv', 'models/bge-m3', 'models/bge-m3-moved');
    directory.addContent({
      copy: {
        models: { 'bge-m3-moved': { 'catalog-info.yaml': 'kind: "Model\n' } },
      },
    });
    git(copy, 'commit', '--quiet', '-a', '-m', 'Rename');
    git(copy, 'push', '--quiet', 'origin', 'HEAD:main');

    const moved = 'models/bge-m3-moved/catalog-info.yaml';
    const expected = {
      entities: [
        [
          'bge-m3',
          'models/bge-m3/catalog-info.yaml',
          expect.stringContaining(
            `as of commit ${good.slice(
              0,
              8,
            )}; the commit that took it out of models/bge-m3/catalog-info.yaml left what cannot be taken, and removes nothing before that is mended (${moved}, line 1: not valid YAML: `,
          ),
        ],
        ['other', 'models/other/catalog-info.yaml'],
      ],
      kept: [[moved, ['model:research/bge-m3']]],
    };
    expect(await read()).toEqual(expected);
    await commit({ 'README.md': 'later' });
    expect(await read()).toEqual(expected);
    await commit({ [moved]: `${BROKEN}\n# no better\n` });
    expect(await read()).toEqual(expected);

    // What a later commit removes was not moved here.
    await commit({ 'models/other/catalog-info.yaml': undefined });
    expect(await names()).toEqual([
      'bge-m3 in models/bge-m3/catalog-info.yaml',
    ]);
    await commit({ [moved]: model('renamed') });
    expect(await read()).toEqual({ entities: [['renamed', moved]], kept: [] });
  });

  it('does not remove what was moved on before it could be read', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    await commit({ 'a/catalog-info.yaml': BROKEN });
    for (const [from, to] of ['ab', 'bc', 'cd', 'da']) {
      await commit({
        [`${from}/catalog-info.yaml`]: undefined,
        [`${to}/catalog-info.yaml`]: BROKEN,
      });
      expect(await read()).toMatchObject({
        entities: [['one', 'a/catalog-info.yaml', expect.any(String)]],
        kept: [[`${to}/catalog-info.yaml`, ['model:research/one']]],
      });
    }
    await commit({ 'a/catalog-info.yaml': undefined });
    expect(await names()).toEqual([]);
  });

  it('does not remove a document that went to a file which is there already', async () => {
    await commit({
      'a/catalog-info.yaml': `${model('one')}---\n${model('two')}`,
      'b/catalog-info.yaml': model('three'),
    });
    await commit({ 'b/catalog-info.yaml': `${model('three')}---\n${BROKEN}` });
    await commit({
      'a/catalog-info.yaml': model('one'),
      'b/catalog-info.yaml': `${model('three')}---\n${model('two').replace(
        'kind: Model',
        'kind: model',
      )}`,
    });
    expect(await names()).toEqual([
      'one in a/catalog-info.yaml',
      'two in a/catalog-info.yaml',
      'three in b/catalog-info.yaml',
    ]);
  });

  it('leaves an entity to the file that it went to', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    await commit({
      'a/catalog-info.yaml': undefined,
      'b/catalog-info.yaml': model('one', 'rerank'),
      'c/catalog-info.yaml': BROKEN,
    });
    expect(await read()).toEqual({
      entities: [['one', 'b/catalog-info.yaml']],
      kept: [['c/catalog-info.yaml', undefined]],
    });
    await commit({ 'b/catalog-info.yaml': undefined });
    expect(await names()).toEqual([]);
  });

  it('keeps it once for several of them, whatever the order of reading', async () => {
    await commit({ 'z/catalog-info.yaml': model('other') });
    await read();
    await commit({ 'm/catalog-info.yaml': model('one') });
    await read();
    await commit({
      'm/catalog-info.yaml': undefined,
      'y/catalog-info.yaml': BROKEN,
      'b/catalog-info.yaml': BROKEN,
    });
    expect((await read()).kept).toEqual([
      ['b/catalog-info.yaml', ['model:research/one']],
      ['y/catalog-info.yaml', undefined],
    ]);
    await commit({ 'b/catalog-info.yaml': undefined });
    expect((await read()).kept).toEqual([
      ['y/catalog-info.yaml', ['model:research/one']],
    ]);
  });

  it('does not remove what is in a file that got a wrong name', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    await commit({
      'a/catalog-info.yaml': undefined,
      'a/catalog-info.yml': model('one'),
    });
    expect(await read()).toMatchObject({
      entities: [['one', 'a/catalog-info.yaml', expect.any(String)]],
      kept: [['a/catalog-info.yml', ['model:research/one']]],
    });
    expect(await reader.read()).toMatchObject({ fileCount: 0 });
  });

  it('has nothing to go by where the history was rewritten, and says so', async () => {
    await commit({ 'a/catalog-info.yaml': model('one') });
    await commit({
      'a/catalog-info.yaml': BROKEN,
      'b/catalog-info.yaml': model('two'),
    });
    expect(await names()).toHaveLength(2);
    const copy = directory.resolve('copy');
    git(directory.path, 'clone', '--quiet', repository.description, copy);
    git(copy, 'checkout', '--quiet', '--orphan', 'other');
    git(copy, 'commit', '--quiet', '-m', 'Begin anew');
    git(copy, 'push', '--quiet', '--force', 'origin', 'other:main');

    expect(await names()).toEqual(['two in b/catalog-info.yaml']);
    expect((await reader.read())?.rejected).toEqual([
      {
        path: 'a/catalog-info.yaml',
        line: 1,
        cause: 'unreadable',
        reason: expect.stringMatching(
          /^not valid YAML: .*; the history of the branch begins with this, so what may have stood here before is not known$/,
        ),
      },
    ]);
  });

  it('counts the files that hold something', async () => {
    await commit({
      'a/catalog-info.yaml': model('one'),
      'b/catalog-info.yaml': '',
      'c/catalog-info.yaml': '# nothing\n',
      'd/catalog-info.yaml': BROKEN,
      'e/catalog-info.yml': model('two'),
    });
    expect(await reader.read()).toMatchObject({ fileCount: 2 });
  });
});
