import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import {
  createRepositoryFolder,
  PORTAL,
} from '../__testUtils__/repositoryFolder';

const ALVA = { name: 'Alva Ödegård', email: 'alva@modelyard.example' };

describe('BareFolderGitOpsRepository', () => {
  const { folder, open, fsck, clone } = createRepositoryFolder();

  it('is a repository that git reads, with objects as git writes them', async () => {
    const repository = await open();
    expect(await repository.head()).toBeUndefined();
    expect(await repository.listFiles()).toEqual([]);
    expect(await repository.log({ limit: 5 })).toEqual([]);

    const bytes = Buffer.from([0, 1, 2, 254, 255]);
    const result = await repository.commit({
      message: 'Add a model',
      author: ALVA,
      changes: [
        { path: 'models/süß/catalog-info.yaml', content: 'kind: Model\n' },
        { path: 'models/süß/prod/base/weights.bin', content: bytes },
        { path: 'models.md', content: '' },
      ],
    });

    expect(result).toEqual({
      outcome: 'committed',
      commit: git(folder, 'rev-parse', 'main'),
      parent: undefined,
    });
    expect(fsck()).toBe('');
    expect(git(folder, 'log', '--format=%an <%ae>|%cn <%ce>|%s', 'main')).toBe(
      'Alva Ödegård <alva@modelyard.example>|Modelyard <modelyard@modelyard.example>|Add a model',
    );
    expect(
      git(folder, '-c', 'core.quotePath=false', 'ls-tree', '-r', 'main'),
    ).toMatch(
      /^100644 blob \w+\tmodels.md\n100644 blob \w+\tmodels\/süß\/catalog-info.yaml\n100644 blob \w+\tmodels\/süß\/prod\/base\/weights.bin$/,
    );
    const copy = clone();
    expect(readdirSync(join(copy, 'models/süß/prod/base'))).toEqual([
      'weights.bin',
    ]);

    const again = await open();
    expect(
      await again.readFile({ path: 'models/süß/prod/base/weights.bin' }),
    ).toEqual(bytes);
    expect(
      (await again.listFiles({ prefix: 'models/süß/' })).map(f => f.path),
    ).toEqual([
      'models/süß/catalog-info.yaml',
      'models/süß/prod/base/weights.bin',
    ]);
    expect(await again.listFiles({ prefix: 'models.md' })).toEqual([]);
    await expect(again.readFile({ path: 'models' })).rejects.toThrow(
      'No file models in branch main',
    );
    await expect(again.readBlob('0'.repeat(40))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('reads earlier commits, the history of a path and what differs', async () => {
    const repository = await open();
    const commits: string[] = [];
    for (const changes of [
      [
        { path: 'a/one.txt', content: '1' },
        { path: 'b/two.txt', content: '2' },
      ],
      [{ path: 'a/one.txt', content: 'changed' }],
      [
        { path: 'b/two.txt', delete: true as const },
        { path: 'c/three.txt', content: '3' },
      ],
    ]) {
      const result = await repository.commit({ message: 'Change', changes });
      commits.push((result as { commit: string }).commit);
    }
    const [first, second, third] = commits;

    expect(
      String(await repository.readFile({ path: 'a/one.txt', commit: first })),
    ).toBe('1');
    const paths = async (options: { limit: number; path?: string }) =>
      (await repository.log(options)).map(entry => entry.commit);
    expect(await paths({ limit: 10 })).toEqual([third, second, first]);
    expect(await paths({ limit: 2 })).toEqual([third, second]);
    expect(await paths({ limit: 10, path: 'a' })).toEqual([second, first]);
    expect(await paths({ limit: 10, path: 'b/two.txt' })).toEqual([
      third,
      first,
    ]);
    expect((await repository.log({ limit: 1 }))[0]).toMatchObject({
      parents: [second],
      author: PORTAL,
      message: 'Change\n',
      committedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });

    const blob = (content: string) => git(folder, 'rev-parse', content).trim();
    expect(await repository.diff(first, third)).toEqual([
      {
        path: 'a/one.txt',
        type: 'changed',
        fromBlob: blob(`${first}:a/one.txt`),
        toBlob: blob(`${third}:a/one.txt`),
      },
      {
        path: 'b/two.txt',
        type: 'removed',
        fromBlob: blob(`${first}:b/two.txt`),
      },
      {
        path: 'c/three.txt',
        type: 'added',
        toBlob: blob(`${third}:c/three.txt`),
      },
    ]);
    await expect(repository.diff(first, 'main')).rejects.toMatchObject({
      name: 'InputError',
    });
    await expect(repository.diff(first, '0'.repeat(40))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('makes no commit of a change set that changes nothing', async () => {
    const repository = await open();
    expect(
      await repository.commit({
        message: 'Nothing',
        changes: [{ path: 'gone.txt', delete: true }],
      }),
    ).toEqual({ outcome: 'unchanged', head: undefined });

    await repository.commit({
      message: 'Something',
      changes: [{ path: 'a/b.txt', content: 'b' }],
    });
    const head = await repository.head();
    for (const changes of [
      [],
      [{ path: 'a/b.txt', content: 'b' }],
      [{ path: 'a', delete: true as const }],
      [{ path: 'a/b.txt/c', delete: true as const }],
      [{ path: 'a/gone.txt', delete: true as const }],
    ]) {
      expect(await repository.commit({ message: 'Nothing', changes })).toEqual({
        outcome: 'unchanged',
        head,
      });
    }

    // The last file of all takes its folders with it.
    await repository.commit({
      message: 'Empty it',
      changes: [{ path: 'a/b.txt', delete: true }],
    });
    expect(await repository.listFiles()).toEqual([]);
    const emptied = await repository.head();
    expect(
      await repository.commit({
        message: 'Nothing',
        changes: [{ path: 'a/b.txt', delete: true }],
      }),
    ).toEqual({ outcome: 'unchanged', head: emptied });
    expect(fsck()).toBe('');
  });

  it('lets files and folders make room for each other, and refuses them at once', async () => {
    const repository = await open();
    const commit = async (
      ...changes: Parameters<typeof repository.commit>[0]['changes']
    ) => repository.commit({ message: 'Change', changes });
    await commit({ path: 'a', content: 'file' });

    await expect(commit({ path: 'a/b', content: 'x' })).rejects.toThrow(
      'a is a file, not a folder',
    );
    await commit({ path: 'a', delete: true }, { path: 'a/b', content: 'x' });
    await expect(commit({ path: 'a', content: 'x' })).rejects.toThrow(
      'a is a folder, not a file',
    );
    await expect(
      commit({ path: 'a', content: 'x' }, { path: 'a/b', content: 'x' }),
    ).rejects.toThrow('a cannot be a file and the folder of a/b');
    await commit({ path: 'a', content: 'x' }, { path: 'a/b', delete: true });

    expect((await repository.listFiles()).map(f => f.path)).toEqual(['a']);
    expect(fsck()).toBe('');
  });

  it('rejects what must not be committed, and says why', async () => {
    const repository = await open();
    const commit = async (
      options: Partial<Parameters<typeof repository.commit>[0]>,
    ) =>
      repository.commit({
        message: 'Change',
        changes: [{ path: 'a.txt', content: 'a' }],
        ...options,
      });

    await expect(
      commit({ changes: [{ path: '../x', content: '' }] }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `Invalid path "../x": it has an empty, '.' or '..' part`,
    });
    await expect(commit({ message: ' \n' })).rejects.toThrow(
      'A commit needs a message of text',
    );
    await expect(
      commit({ author: { name: 'A <b>', email: 'a@modelyard.example' } }),
    ).rejects.toThrow(/name "A <b>" must have/);
    await expect(commit({ idempotencyKey: 'a b' })).rejects.toThrow(
      /idempotency key must have/,
    );
    await expect(repository.readFile({ path: '/etc/passwd' })).rejects.toThrow(
      'it must be relative',
    );
    await expect(
      repository.listFiles({ commit: 'HEAD~1' }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(await repository.head()).toBeUndefined();
  });

  it('tells what files held over time, as far back as it is asked', async () => {
    const repository = await open();
    const commit = async (files: Record<string, string | undefined>) => {
      await repository.commit({
        message: 'Change',
        changes: Object.entries(files).map(([path, content]) =>
          content === undefined ? { path, delete: true } : { path, content },
        ),
      });
      return (await repository.head()) ?? '';
    };
    const history = async (start: string, until?: string) => {
      const entries = [];
      for await (const { commit: id, blobs } of repository.fileHistory({
        paths: ['models/a/f.yaml', 'g.yaml'],
        commit: start,
        until,
      })) {
        const texts = [];
        for (const [path, blob] of blobs) {
          texts.push(`${path}=${await repository.readBlob(blob)}`);
        }
        entries.push([id, texts.join(' ')]);
      }
      return entries;
    };

    const first = await commit({ 'models/b/f.yaml': 'x' });
    const second = await commit({ 'models/a/f.yaml': '1' });
    const third = await commit({ 'models/a/other.yaml': 'x' });
    const fourth = await commit({ 'models/a/f.yaml': '2', 'g.yaml': '3' });
    const fifth = await commit({ 'models/a/f.yaml': undefined });
    expect(await history(fifth)).toEqual([
      [fifth, 'g.yaml=3'],
      [fourth, 'models/a/f.yaml=2 g.yaml=3'],
      [third, 'models/a/f.yaml=1'],
      [first, ''],
    ]);
    expect(await history(fourth, second)).toEqual([
      [fourth, 'models/a/f.yaml=2 g.yaml=3'],
      [third, 'models/a/f.yaml=1'],
      [second, 'models/a/f.yaml=1'],
    ]);

    const shallow = `${folder}-shallow`;
    git(
      folder,
      'clone',
      '--quiet',
      '--bare',
      '--depth=2',
      `file://${folder}`,
      shallow,
    );
    const copy = await open({ folder: shallow });
    const seen = [];
    for await (const entry of copy.fileHistory({
      paths: ['g.yaml'],
      commit: fifth,
    })) {
      seen.push(entry.commit);
    }
    expect(seen).toEqual([fifth]);
    await expect(history('main')).rejects.toThrow('not the id of an object');
  });
});
