import { createRepositoryFolder } from '../__testUtils__/repositoryFolder';
import { findChangeEntities } from './findChangeEntities';

const entity = (kind: string, name: string, rest = '') =>
  `kind: ${kind}\nmetadata: {name: ${name}${rest}}\n`;

const FILES = {
  'catalog-info.yaml': entity('Location', 'root'),
  'teams/berlin/catalog-info.yaml': entity('Group', 'berlin'),
  'teams/berlin/nova/catalog-info.yaml': [
    entity('Model', 'nova', ', namespace: berlin'),
    entity('Model', 'nova-lora', ', namespace: berlin'),
  ].join('---\n'),
  'teams/berlin/nova/notes.md': 'kind: Model\nmetadata: {name: no-yaml}\n',
  'teams/paris/catalog-info.yaml': entity('Group', 'paris'),
  'teams/paris/more.yml': entity('Component', 'bot'),
  'pools/l4/cluster/base/a.yaml': entity('ConfigMap', 'settings'),
  'broken/catalog-info.yaml': [
    'kind: [',
    'kind: Model\nmetadata: {name: 7}',
    'kind: Model\nmetadata: {name: odd, namespace: [a]}',
    'a: &a [1]\nkind: Model\nmetadata: {name: sound}',
    'just text',
    '',
  ].join('\n---\n'),
};

describe('what the files of a change belong to', () => {
  const folder = createRepositoryFolder();

  async function start() {
    const repository = await folder.open();
    await repository.commit({
      message: 'Start',
      changes: Object.entries(FILES).map(([path, content]) => ({
        path,
        content,
      })),
    });
    const commit = await repository.head();
    return (...paths: string[]) =>
      findChangeEntities({ repository, commit, paths });
  }

  it('is what the catalog files of the folders above them describe', async () => {
    const find = await start();
    const nova = [
      'group:default/berlin',
      'model:berlin/nova',
      'model:berlin/nova-lora',
    ];
    expect(await find('teams/berlin/nova/prod/intent.yaml')).toEqual(nova);
    expect(await find('teams/berlin/nova/notes.md')).toEqual(nova);
    expect(await find('teams/berlin/nova.md')).toEqual([
      'group:default/berlin',
    ]);
    // What lies at the root is above everything, and says nothing of who owns it.
    expect(await find('teams/oslo/a.yaml', 'a.yaml')).toEqual([]);
  });

  it('is what the files themselves describe before the change', async () => {
    const find = await start();
    expect(await find('teams/paris/more.yml')).toEqual([
      'component:default/bot',
      'group:default/paris',
    ]);
    expect(await find('catalog-info.yaml')).toEqual(['location:default/root']);
  });

  it('is what the folder is named after, though nothing is there yet', async () => {
    const find = await start();
    const paths = [
      'models/berlin_nova/prod/base/a.yaml',
      'models/luna/catalog-info.yaml',
      'pools/l4/cluster/base/a.yaml',
    ];
    const refs = [
      'gpupool:default/l4',
      'model:berlin/nova',
      'model:default/luna',
    ];
    // Manifests are no entities, whatever kind they name.
    expect(await find(...paths)).toEqual(refs);
    expect(
      await findChangeEntities({
        repository: await folder.open({
          folder: folder.directory.resolve('empty.git'),
        }),
        commit: undefined,
        paths,
      }),
    ).toEqual(refs);
  });

  it('is what can be read of a broken catalog file', async () => {
    const find = await start();
    expect(await find('broken/a.txt')).toEqual(['model:default/sound']);
  });
});
