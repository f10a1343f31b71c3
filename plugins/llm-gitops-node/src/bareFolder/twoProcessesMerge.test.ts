import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { createRepositoryFolder } from '../__testUtils__/repositoryFolder';
import { runNode } from '../__testUtils__/runNode';

const PROPOSALS = 60;
const REMI = { name: 'Remi Reviewer', email: 'remi@modelyard.example' };

describe('processes that merge in one folder', () => {
  const { directory, folder, open, fsck } = createRepositoryFolder();
  const start = async () => {
    const repository = await open();
    await repository.commit({
      message: 'Start',
      changes: [{ path: 'start.txt', content: '' }],
    });
    return repository;
  };

  it('lose neither merge nor commit of each other', async () => {
    const repository = await start();
    const begin = directory.resolve('begin');
    const [left, right] = ['left', 'right'].map(name =>
      runNode('mergeMany.ts', folder, name, `${PROPOSALS}`, begin),
    );
    await Promise.all([left.nextLine(), right.nextLine()]);
    writeFileSync(begin, '');
    await Promise.all([left.finished(), right.finished()]);

    expect(fsck()).toBe('');
    const names = ['left', 'right'];
    const each = Array.from({ length: PROPOSALS }, (_, i) => i);
    const expected = names.flatMap(name =>
      each.flatMap(i => [
        `committed/${name}/${i}.txt`,
        `proposed/${name}/${i}.txt`,
      ]),
    );
    const files = (await repository.listFiles()).map(({ path }) => path);
    expect(files).toEqual([...expected, 'start.txt'].sort());
    // A proposal and its merge for each, a commit for each, and the first.
    expect(git(folder, 'rev-list', '--count', 'main')).toBe(
      `${2 * PROPOSALS * 3 + 1}`,
    );
    expect(git(folder, 'rev-list', '--count', '--merges', 'main')).toBe(
      `${2 * PROPOSALS}`,
    );
    expect(git(folder, 'for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main',
    );
    // Otherwise they worked one after the other, and nothing was shown.
    const authors = git(
      folder,
      'log',
      '--first-parent',
      '--format=%an',
      'main',
    ).split('\n');
    const turns = authors.filter((author, i) => author !== authors[i - 1]);
    expect(turns.length).toBeGreaterThan(10);
  }, 120_000);

  describe('and of which one is killed before it removes the branch', () => {
    /** A folder as the killed process has left it. */
    const kill = async () => {
      const repository = await start();
      const before = await repository.head();
      const proposed = await repository.propose({
        id: 'killed',
        message: 'Serve a model',
        changes: [{ path: 'a.txt', content: 'a' }],
      });
      const head = 'head' in proposed ? proposed.head! : '';
      const victim = runNode('mergeAndHang.ts', folder, 'killed', head);
      expect(await victim.nextLine()).toBe('moved');
      await victim.kill();

      const ref = join(folder, 'refs/heads/modelyard/killed');
      expect(existsSync(ref)).toBe(true);
      expect(existsSync(`${ref}.lock`)).toBe(true);
      expect(git(folder, 'log', '-1', '--format=%P', 'main')).toBe(
        `${before} ${head}`,
      );
      const merge = await repository.head();
      return { repository, head, merge, ref };
    };

    it('have their work finished by the run that is repeated', async () => {
      const { repository, head, merge, ref } = await kill();
      expect(
        await repository.mergeProposal({
          id: 'killed',
          expectedHead: head,
          mergedBy: REMI,
        }),
      ).toEqual({ outcome: 'already-merged', commit: merge });
      expect(existsSync(ref)).toBe(false);
      expect(existsSync(`${ref}.lock`)).toBe(false);
      expect(await repository.head()).toBe(merge);
      expect(fsck()).toBe('');
    }, 60_000);

    it('are cleared up after by a look', async () => {
      const { repository, ref } = await kill();
      expect(await repository.listProposals()).toEqual([]);
      expect(existsSync(ref)).toBe(false);
      expect(existsSync(`${ref}.lock`)).toBe(false);
    }, 60_000);

    it('are cleared up after where the folder is opened again', async () => {
      const { ref } = await kill();
      const again = await open();
      expect(existsSync(`${ref}.lock`)).toBe(false);
      await expect(again.readProposal('killed')).rejects.toMatchObject({
        name: 'NotFoundError',
        message: 'No proposal killed is open',
      });
      expect(existsSync(ref)).toBe(false);
    }, 60_000);

    it('leave a name that can be used again', async () => {
      const { repository, merge } = await kill();
      expect(
        await repository.propose({
          id: 'killed',
          message: 'Serve another model',
          changes: [{ path: 'b.txt', content: 'b' }],
        }),
      ).toMatchObject({ outcome: 'proposed', base: merge });
      expect(await repository.listProposals()).toHaveLength(1);
      expect(fsck()).toBe('');
    }, 60_000);
  });
});
