import { createRepositoryFolder } from '../__testUtils__/repositoryFolder';
import { entityFolder, entityOfFolder } from './folders';
import { GitOpsTree } from './GitOpsTree';

describe('GitOpsTree', () => {
  const { open } = createRepositoryFolder();

  async function commit(files: Record<string, string>) {
    const repository = await open();
    await repository.commit({
      message: 'Change',
      changes: Object.entries(files).map(([path, content]) => ({
        path,
        content,
      })),
    });
    return repository;
  }

  const files = {
    'models/nova/catalog-info.yaml': 'kind: Model',
    'models/nova/prod/intent.yaml': 'kind: Intent',
    'models/nova/prod/base/a.yaml': 'a',
    'models/nova/prod/base/deep/b.yaml': 'b',
    'models/nova/prod/overlays/berlin/mine.yaml': 'mine',
    'models/nova/prod-2/base/c.yaml': 'c',
    'pools/l4/cluster/intent.yaml': 'kind: Intent',
  };

  it('finds what was rendered, and reads one folder', async () => {
    const tree = await GitOpsTree.read({ repository: await commit(files) });
    expect(tree.renderedFolders()).toEqual([
      'models/nova/prod',
      'pools/l4/cluster',
    ]);
    expect(await tree.readFolder('models/nova/prod')).toEqual({
      folder: 'models/nova/prod',
      intent: 'kind: Intent',
      base: new Map([
        ['a.yaml', 'a'],
        ['deep/b.yaml', 'b'],
      ]),
      overlays: ['models/nova/prod/overlays/berlin/mine.yaml'],
    });
    expect(await tree.readFolder('models/gone/prod')).toEqual({
      folder: 'models/gone/prod',
      intent: undefined,
      base: new Map(),
      overlays: [],
    });
  });

  it('reads many folders and files in their order', async () => {
    const folders = Array.from({ length: 40 }, (_, i) => `models/m-${i}/prod`);
    const tree = await GitOpsTree.read({
      repository: await commit(
        Object.fromEntries(
          folders.flatMap(folder => [
            [`${folder}/intent.yaml`, `intent of ${folder}`],
            [`${folder}/base/a.yaml`, `a of ${folder}`],
          ]),
        ),
      ),
    });
    const read: unknown[] = [];
    for await (const found of tree.readFolders(folders)) {
      read.push(found);
    }
    expect(read).toEqual(
      folders.map(folder => ({
        folder,
        intent: `intent of ${folder}`,
        base: new Map([['a.yaml', `a of ${folder}`]]),
        overlays: [],
      })),
    );
    expect(
      await tree.readTexts(['models/gone', `${folders[7]}/intent.yaml`]),
    ).toEqual([undefined, `intent of ${folders[7]}`]);
  });

  it('stays with its commit', async () => {
    const repository = await commit(files);
    const tree = await GitOpsTree.read({
      repository,
      prefix: 'models/nova/prod',
    });
    await commit({ 'models/nova/prod/intent.yaml': 'kind: Other' });
    expect(await tree.readText('models/nova/prod/intent.yaml')).toBe(
      'kind: Intent',
    );
    expect(tree.renderedFolders()).toEqual(['models/nova/prod']);
    expect(tree.commit).not.toBe(await repository.head());
  });

  it('is empty where nothing was committed', async () => {
    const tree = await GitOpsTree.read({ repository: await open() });
    expect(tree.commit).toBeUndefined();
    expect(tree.renderedFolders()).toEqual([]);
  });
});

describe('the folders of entities', () => {
  it.each([
    ['model:default/nova', 'models/nova'],
    ['model:berlin/nova-2', 'models/berlin_nova-2'],
    ['gpupool:default/l4.lys', 'pools/l4.lys'],
  ])('of %s is %s, and back', (ref, folder) => {
    expect(entityFolder(ref)).toBe(folder);
    expect(entityOfFolder(`${folder}/prod`)).toBe(ref);
  });

  it.each(['models/nova', 'teams/x/prod', 'models/a_b_c/prod'])(
    'are nobody knows whose at %s',
    folder => expect(entityOfFolder(folder)).toBeUndefined(),
  );
});
