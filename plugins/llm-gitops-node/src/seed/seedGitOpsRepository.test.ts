import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { symlinkSync } from 'node:fs';
import { git } from '../__testUtils__/git';
import { openGitOpsRepository } from '../config';

describe('seeding', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  const seed = directory.resolve('seed');
  const folder = directory.resolve('gitops.git');

  beforeEach(() => {
    jest.clearAllMocks();
    directory.setContent({
      seed: {
        'README.md': 'seed',
        models: { alpha: { 'catalog-info.yaml': 'kind: Model\n' } },
        '.hidden': 'no',
        '.cache': { 'x.txt': 'no' },
      },
    });
    symlinkSync('/etc/hostname', directory.resolve('seed/link'));
  });

  const open = async (from = seed) =>
    openGitOpsRepository({
      config: {
        folder,
        branch: 'main',
        author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
        kinds: [],
        seed: from,
      },
      logger,
    });

  it('makes one commit of the files of a folder, once', async () => {
    // Replicas start at the same time.
    const [repository] = await Promise.all([open(), open(), open(), open()]);

    expect((await repository.listFiles()).map(file => file.path)).toEqual([
      'README.md',
      'models/alpha/catalog-info.yaml',
    ]);
    expect(git(folder, 'log', '--format=%s', 'main')).toBe(
      'Seed the repository',
    );
    expect(logger.info).toHaveBeenCalledTimes(1);

    // People's work stays, and the folder is not looked at again.
    await repository.commit({
      message: 'Remove',
      changes: [{ path: 'README.md', delete: true }],
    });
    const head = await repository.head();
    expect(await (await open('/nowhere')).head()).toBe(head);
  });

  it('says what is wrong with the folder', async () => {
    await expect(open(directory.resolve('gone'))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^The seed folder .*gone cannot be read; caused by Error: ENOENT[^\n]*$/,
      ),
    });
    directory.setContent({ empty: {} });
    await expect(open(directory.resolve('empty'))).rejects.toThrow(
      /^The seed folder .*empty holds no files$/,
    );
  });
});
