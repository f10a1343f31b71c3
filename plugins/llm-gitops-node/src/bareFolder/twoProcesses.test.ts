import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { writeFileSync } from 'node:fs';
import { git } from '../__testUtils__/git';
import { runNode } from '../__testUtils__/runNode';
import { BareFolderGitOpsRepository } from './BareFolderGitOpsRepository';

const COMMITS = 200;

describe('two processes that commit to one folder', () => {
  const directory = createMockDirectory();

  it('lose no commit', async () => {
    const folder = directory.resolve('gitops.git');
    // Both also find the folder missing, and create it.
    const start = directory.resolve('start');
    const [left, right] = ['left', 'right'].map(name =>
      runNode('commitMany.ts', folder, name, `${COMMITS}`, start),
    );
    await Promise.all([left.nextLine(), right.nextLine()]);
    writeFileSync(start, '');
    await Promise.all([left.finished(), right.finished()]);

    expect(git(folder, 'fsck', '--full', '--strict')).toBe('');
    expect(git(folder, 'rev-list', '--count', 'main')).toBe(`${COMMITS * 2}`);
    expect(git(folder, 'rev-list', '--merges', 'main')).toBe('');

    const subjects = git(folder, 'log', '--format=%s', 'main').split('\n');
    expect(new Set(subjects).size).toBe(COMMITS * 2);
    // Otherwise they worked one after the other, and nothing was shown. How
    // often they take turns is the scheduler's choice.
    const turns = subjects.filter(
      (subject, i) => subject[0] !== subjects[i - 1]?.[0],
    );
    expect(turns.length).toBeGreaterThan(10);

    const repository = await BareFolderGitOpsRepository.create({
      folder,
      branch: 'main',
      author: { name: 'Reader', email: 'reader@modelyard.example' },
      logger: mockServices.logger.mock(),
    });
    const contents = await Promise.all(
      (
        await repository.listFiles()
      ).map(async ({ path, blob }) => [
        path,
        String(await repository.readBlob(blob)),
      ]),
    );
    const expected = ['left', 'right'].flatMap(name =>
      Array.from({ length: COMMITS }, (_, i) => [
        `${name}/${i}.txt`,
        `${name} ${i}\n`,
      ]),
    );
    expect(new Map(contents as Array<[string, string]>)).toEqual(
      new Map(expected as Array<[string, string]>),
    );
  }, 120_000);

  it('lose nothing when they are killed in the middle', async () => {
    const folder = directory.resolve('killed.git');
    const survivor = runNode('commitMany.ts', folder, 'survivor', '80');
    const committed = new Map<string, number>();
    for (let round = 0; round < 5; round++) {
      const name = `killed-${round}`;
      const victim = runNode('commitMany.ts', folder, name, '10000');
      for (let i = 0; i <= round; i++) {
        committed.set(name, Number(await victim.nextLine()));
      }
      // Wherever it is by now: before the lock, under it, or after the ref has moved.
      await new Promise(resolve => setTimeout(resolve, Math.random() * 50));
      await victim.kill();
    }
    await survivor.finished();

    // A killed process may leave objects behind that nothing refers to; git clears them away in time.
    expect(git(folder, 'fsck', '--full', '--strict', '--no-dangling')).toBe('');
    const subjects = git(folder, 'log', '--format=%s', 'main').split('\n');
    expect(subjects.filter(s => s.startsWith('survivor'))).toHaveLength(80);
    for (const [name, last] of committed) {
      const found = subjects.filter(s => s.startsWith(`${name} `)).reverse();
      // What it has said to have committed is there, and what it had no time to say; nothing twice, nothing left out.
      expect(found.length).toBeGreaterThan(last);
      expect(found).toEqual(found.map((_, i) => `${name} ${i}`));
    }
  }, 120_000);
});
