import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { BareFolderGitOpsRepository } from './BareFolderGitOpsRepository';

const PORTAL = { name: 'Modelyard', email: 'modelyard@modelyard.example' };
const ALVA = { name: 'Alva Ödegård', email: 'alva@modelyard.example' };

describe('BareFolderGitOpsRepository', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  let folder: string;

  beforeEach(() => {
    directory.clear();
    jest.clearAllMocks();
    folder = directory.resolve('gitops.git');
  });

  const open = async (branch = 'main') =>
    BareFolderGitOpsRepository.create({
      folder,
      branch,
      author: PORTAL,
      logger,
      lockTimes: { waitMs: 5000 },
    });

  const fsck = () => git(folder, 'fsck', '--full', '--strict');

  /** A working copy that pushes to the repository, as a person at a terminal. */
  const clone = () => {
    const copy = directory.resolve('copy');
    git(directory.path, 'clone', '--quiet', folder, copy);
    return copy;
  };

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

  it('applies a change set to a head that others have moved, and keeps their work', async () => {
    const repository = await open();
    await repository.commit({
      message: 'Start',
      changes: [{ path: 'shared.txt', content: 'ours' }],
    });
    const copy = clone();
    writeFileSync(join(copy, 'theirs.txt'), 'theirs');
    writeFileSync(join(copy, 'run.sh'), 'true');
    chmodSync(join(copy, 'run.sh'), 0o755);
    git(copy, 'add', '.');
    git(copy, 'commit', '--quiet', '-m', 'At a terminal');
    git(copy, 'push', '--quiet', 'origin', 'main');

    await repository.commit({
      message: 'Later',
      changes: [
        { path: 'late.txt', content: 'late' },
        { path: 'run.sh', content: 'false' },
      ],
    });

    expect(fsck()).toBe('');
    expect(git(folder, 'log', '--format=%s', 'main').split('\n')).toEqual([
      'Later',
      'At a terminal',
      'Start',
    ]);
    expect(git(folder, 'ls-tree', '--name-only', 'main').split('\n')).toEqual([
      'late.txt',
      'run.sh',
      'shared.txt',
      'theirs.txt',
    ]);
    // What is executable stays so.
    expect(git(folder, 'ls-tree', 'main', 'run.sh')).toMatch(/^100755 /);
  });

  it('refuses to commit on another head than the expected one, and loses nothing', async () => {
    const repository = await open();
    const first = await repository.commit({
      message: 'First',
      changes: [{ path: 'a.txt', content: '1' }],
      expectedHead: null,
    });
    await repository.commit({
      message: 'Second',
      changes: [{ path: 'a.txt', content: '2' }],
    });
    const head = await repository.head();

    for (const expectedHead of [(first as { commit: string }).commit, null]) {
      await expect(
        repository.commit({
          message: 'Third',
          changes: [{ path: 'a.txt', content: '3' }],
          expectedHead,
        }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(`Branch main is at ${head}, not at`),
      });
    }
    expect(await repository.head()).toBe(head);
    expect(String(await repository.readFile({ path: 'a.txt' }))).toBe('2');

    const third = await repository.commit({
      message: 'Third',
      changes: [{ path: 'a.txt', content: '3' }],
      expectedHead: head,
    });
    expect(third).toMatchObject({ outcome: 'committed', parent: head });
  });

  it('commits a change set with a key once, whoever repeats it', async () => {
    const commit = async (repository: BareFolderGitOpsRepository) =>
      repository.commit({
        message: 'Publish\n\nCo-authored-by: A <a@modelyard.example>',
        changes: [{ path: 'a.txt', content: 'published' }],
        idempotencyKey: 'task-1/publish/sha256:abc',
      });
    const repository = await open();
    const first = await commit(repository);
    expect(
      git(folder, 'log', '-1', '--format=%(trailers:unfold)', 'main'),
    ).toBe(
      'Co-authored-by: A <a@modelyard.example>\nModelyard-Idempotency-Key: task-1/publish/sha256:abc',
    );

    await repository.commit({
      message: 'Change it back',
      changes: [{ path: 'a.txt', content: 'before' }],
    });
    const head = await repository.head();
    // Also one that has just started, and several at once, and after a merge.
    const results = [
      await commit(repository),
      ...(await Promise.all([commit(await open()), commit(await open())])),
    ];
    for (const result of results) {
      expect(result).toEqual({
        ...first,
        outcome: 'already-committed',
        parent: undefined,
      });
    }
    expect(await repository.head()).toBe(head);
    expect((await repository.log({ limit: 9 })).at(-1)?.idempotencyKey).toBe(
      'task-1/publish/sha256:abc',
    );

    const copy = clone();
    git(copy, 'checkout', '--quiet', '--orphan', 'other');
    git(copy, 'commit', '--quiet', '-m', 'Other root');
    git(
      copy,
      'merge',
      '--quiet',
      '--allow-unrelated-histories',
      '-s',
      'ours',
      '-m',
      'Merge',
      'main',
    );
    git(copy, 'push', '--quiet', '--force', 'origin', 'other:main');
    expect((await commit(repository)).outcome).toBe('already-committed');

    // A branch that was put elsewhere by force does not contain it any more.
    git(copy, 'push', '--quiet', '--force', 'origin', 'other~1:main');
    expect((await commit(repository)).outcome).toBe('committed');
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

  it('works with what git has packed, also while it packs', async () => {
    const repository = await open();
    const commit = async (i: number) =>
      repository.commit({
        message: `Commit ${i}`,
        changes: [{ path: `${i % 3}/${i}.txt`, content: `${i}` }],
        idempotencyKey: `key-${i}`,
      });
    for (let i = 0; i < 10; i++) {
      await commit(i);
    }
    git(folder, 'gc', '--quiet', '--prune=now');
    expect(existsSync(join(folder, 'refs/heads/main'))).toBe(false);
    expect(await repository.listFiles()).toHaveLength(10);
    expect((await commit(3)).outcome).toBe('already-committed');
    await commit(10);
    git(folder, 'repack', '-a', '-d', '--quiet');
    git(folder, 'pack-refs', '--all');
    expect(String(await repository.readFile({ path: '1/10.txt' }))).toBe('10');
    expect(await (await open()).log({ limit: 20 })).toHaveLength(11);
    await commit(11);
    expect(fsck()).toBe('');
  });

  it('goes on beside people who push at the same time', async () => {
    const repository = await open();
    await repository.commit({
      message: 'Start',
      changes: [{ path: 'start.txt', content: '' }],
    });
    const copy = clone();
    const push = async (i: number) => {
      appendFileSync(join(copy, 'people.txt'), `${i}\n`);
      git(copy, 'add', '.');
      git(copy, 'commit', '--quiet', '-m', `Person ${i}`);
      for (;;) {
        try {
          git(copy, 'pull', '--quiet', '--rebase', 'origin', 'main');
          git(copy, 'push', '--quiet', 'origin', 'main');
          return;
        } catch (error) {
          // Rejected because the portal was faster: what git tells people to do.
          expect(String(error)).toMatch(/rejected|cannot lock ref|File exists/);
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      }
    };
    const portal = (async () => {
      for (let i = 0; i < 30; i++) {
        await repository.commit({
          message: `Portal ${i}`,
          changes: [{ path: `portal/${i}.txt`, content: `${i}` }],
        });
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    })();
    for (let i = 0; i < 5; i++) {
      await push(i);
    }
    await portal;

    const subjects = git(folder, 'log', '--format=%s', 'main').split('\n');
    expect(subjects.filter(s => s.startsWith('Portal'))).toHaveLength(30);
    expect(subjects.filter(s => s.startsWith('Person'))).toHaveLength(5);
    expect(fsck()).toBe('');
  }, 60_000);

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

  describe('says in one line what is wrong with a folder', () => {
    const problem = async (branch?: string): Promise<string> => {
      const error = await open(branch).then(
        () => undefined,
        e => e,
      );
      expect(error?.name).toBe('ServiceUnavailableError');
      expect(error.message).not.toContain('\n');
      return error.message;
    };

    it('which is none', async () => {
      writeFileSync(folder, 'a file');
      expect(await problem()).toMatch(/a file stands in place of a folder/);
    });

    it('which holds something else', async () => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'notes.txt'), '');
      expect(await problem()).toBe(
        `${folder} is not a Git repository: it holds files, but no HEAD, config, objects, refs`,
      );
    });

    it('which is a working copy, or inside one', async () => {
      mkdirSync(folder);
      git(folder, 'init', '--quiet');
      expect(await problem()).toMatch(/is a working copy; a bare repository/);
      folder = join(folder, '.git');
      expect(await problem()).toMatch(/belongs to a working copy/);
    });

    it('which has other branches only', async () => {
      const repository = await open('trunk');
      await repository.commit({
        message: 'Start',
        changes: [{ path: 'a.txt', content: '' }],
      });
      expect(await problem()).toBe(
        `${folder} has no branch main; it has trunk`,
      );
    });

    it('which has another format', async () => {
      mkdirSync(folder);
      git(folder, 'init', '--quiet', '--bare', '--object-format=sha256');
      expect(await problem()).toMatch(
        /has extensions.objectformat = sha256; only sha1 is supported/,
      );
    });

    it('which may not be used', async () => {
      const repository = await open();
      await repository.commit({
        message: 'Start',
        changes: [{ path: 'a.txt', content: 'a' }],
      });
      await asAnotherUser(async () => {
        const reader = await open();
        expect(String(await reader.readFile({ path: 'a.txt' }))).toBe('a');
        await expect(
          reader.commit({
            message: 'Change',
            changes: [{ path: 'b.txt', content: 'b' }],
          }),
        ).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(
            /must be allowed to read and write the Git repository .*EACCES/,
          ),
        });
        folder = directory.resolve('not-there.git');
        expect(await problem()).toMatch(/must be allowed .*EACCES.*mkdir/);
      });
    });
  });

  it('finishes what a killed process began to create', async () => {
    await open();
    rmSync(join(folder, 'HEAD'));
    rmSync(join(folder, 'refs'), { recursive: true });
    const repository = await open();
    await repository.commit({
      message: 'Start',
      changes: [{ path: 'a.txt', content: 'a' }],
    });
    expect(fsck()).toBe('');
  });

  /** Takes the rights on the folder away: root has them all, so it becomes somebody else meanwhile. */
  async function asAnotherUser(work: () => Promise<void>): Promise<void> {
    const isRoot = process.geteuid?.() === 0;
    chmodTree(directory.path);
    if (isRoot) {
      process.seteuid?.(65534);
    }
    try {
      await work();
    } finally {
      if (isRoot) {
        process.seteuid?.(0);
      }
      chmodSync(directory.path, 0o700);
    }
  }

  function chmodTree(path: string): void {
    chmodSync(path, 0o555);
    for (const entry of readdirSync(path, {
      recursive: true,
      withFileTypes: true,
    })) {
      chmodSync(
        join(entry.parentPath, entry.name),
        entry.isDirectory() ? 0o555 : 0o444,
      );
    }
  }
});
