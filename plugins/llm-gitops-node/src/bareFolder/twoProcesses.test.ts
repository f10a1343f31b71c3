import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { git } from '../__testUtils__/git';
import { runNode } from '../__testUtils__/runNode';
import { BareFolderGitOpsRepository } from './BareFolderGitOpsRepository';

const COMMITS = 200;

describe('two processes that commit to one folder', () => {
  const directory = createMockDirectory();

  it('lose no commit', async () => {
    const folder = directory.resolve('gitops.git');
    // Both also find the folder missing, and create it.
    const left = runNode('commitMany.ts', folder, 'left', `${COMMITS}`);
    const right = runNode('commitMany.ts', folder, 'right', `${COMMITS}`);
    await Promise.all([left.finished(), right.finished()]);

    expect(git(folder, 'fsck', '--full', '--strict')).toBe('');
    expect(git(folder, 'rev-list', '--count', 'main')).toBe(`${COMMITS * 2}`);
    expect(git(folder, 'rev-list', '--merges', 'main')).toBe('');

    const subjects = git(folder, 'log', '--format=%s', 'main').split('\n');
    expect(new Set(subjects).size).toBe(COMMITS * 2);
    // Otherwise they worked one after the other, and nothing was shown.
    const turns = subjects.filter(
      (subject, i) => subject[0] !== subjects[i - 1]?.[0],
    );
    expect(turns.length).toBeGreaterThan(COMMITS / 4);

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
});
