import { appendFileSync, chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { createRepositoryFolder } from '../__testUtils__/repositoryFolder';
import type { BareFolderGitOpsRepository } from './BareFolderGitOpsRepository';

describe('a repository that others write to as well', () => {
  const { folder, open, fsck, clone } = createRepositoryFolder();

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
          // Rejected because the portal was faster; git tells people to pull and push again.
          if (!/rejected|cannot lock ref|File exists/.test(String(error))) {
            throw error;
          }
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
});
