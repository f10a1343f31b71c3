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

  it('finish what one that was killed had no time for', async () => {
    const repository = await start();
    const proposed = await repository.propose({
      id: 'killed',
      message: 'Serve a model',
      changes: [{ path: 'a.txt', content: 'a' }],
    });
    const head = 'head' in proposed ? proposed.head! : '';
    const before = await repository.head();
    const victim = runNode('mergeAndHang.ts', folder, 'killed', head);
    expect(await victim.nextLine()).toBe('moved');
    await victim.kill();

    const merge = await repository.head();
    expect(git(folder, 'log', '-1', '--format=%P', 'main')).toBe(
      `${before} ${head}`,
    );
    const ref = join(folder, 'refs/heads/modelyard/killed');
    expect(existsSync(ref)).toBe(true);

    // The run that is repeated finds its work done, and clears up.
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

  it('clear up at the next look, and let the name be used again', async () => {
    const repository = await start();
    for (const look of ['list', 'open', 'propose'] as const) {
      const options = {
        id: look,
        message: 'Serve a model',
        changes: [{ path: `${look}.txt`, content: 'a' }],
      };
      const proposed = await repository.propose(options);
      const head = 'head' in proposed ? proposed.head! : '';
      const victim = runNode('mergeAndHang.ts', folder, look, head);
      await victim.nextLine();
      await victim.kill();
      const ref = join(folder, 'refs/heads/modelyard', look);
      expect(existsSync(ref)).toBe(true);

      if (look === 'list') {
        expect(await repository.listProposals()).toEqual([]);
        expect(existsSync(ref)).toBe(false);
      } else if (look === 'open') {
        expect(existsSync(`${ref}.lock`)).toBe(true);
        const again = await open();
        expect(existsSync(`${ref}.lock`)).toBe(false);
        await expect(again.readProposal(look)).rejects.toThrow(
          'No proposal open is open',
        );
        expect(existsSync(ref)).toBe(false);
      } else {
        expect(
          await repository.propose({
            ...options,
            changes: [{ path: 'next.txt', content: 'next' }],
          }),
        ).toMatchObject({ outcome: 'proposed', base: await repository.head() });
        expect(await repository.listProposals()).toHaveLength(1);
      }
    }
    expect(fsck()).toBe('');
  }, 60_000);
});
