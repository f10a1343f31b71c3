import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { git } from '../__testUtils__/git';
import { openGitOpsRepository } from '../config';

describe('seeding', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  const seed = directory.resolve('seed');
  const folder = directory.resolve('gitops.git');

  const countInCatalog = jest.fn<Promise<number>, []>();

  beforeEach(() => {
    jest.clearAllMocks();
    countInCatalog.mockResolvedValue(0);
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
        form: 'folder',
        folder,
        branch: 'main',
        review: 'direct',
        proposalPrefix: 'modelyard',
        author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
        kinds: [],
        seed: from,
      },
      logger,
      countInCatalog,
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

  describe('takes no repository that is gone for a first start', () => {
    beforeEach(async () => {
      await open();
      jest.clearAllMocks();
      countInCatalog.mockResolvedValue(3);
    });

    it('and asks the catalog only where there is no commit', async () => {
      await open();
      expect(countInCatalog).not.toHaveBeenCalled();

      rmSync(folder, { recursive: true });
      await expect(open()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: `The Git repository ${folder} is not there, but the catalog has 3 entities from it: bring it back (is its volume mounted?), or put a new bare repository in its place, with a commit of what the catalog should have`,
      });
      expect(existsSync(folder)).toBe(false);
    });

    it('nor an empty one', async () => {
      git(folder, 'update-ref', '-d', 'refs/heads/main');
      countInCatalog.mockResolvedValue(1);
      await expect(open()).rejects.toThrow(
        `${folder} has no commit on its branch main, but the catalog has 1 entity from it`,
      );
      expect(git(folder, 'for-each-ref')).toBe('');
    });

    it('nor where the catalog does not say what it has', async () => {
      rmSync(folder, { recursive: true });
      countInCatalog.mockRejectedValue(new Error('503'));
      await expect(open()).rejects.toThrow(
        `${folder} is not there, and is not begun before the catalog says that it has nothing from it; caused by Error: 503`,
      );
      expect(existsSync(folder)).toBe(false);
    });

    it('but one that another replica has begun meanwhile', async () => {
      const aside = directory.resolve('aside.git');
      renameSync(folder, aside);
      countInCatalog.mockImplementation(async () => {
        renameSync(aside, folder);
        return 3;
      });
      expect(await (await open()).head()).toMatch(/^[0-9a-f]{40}$/);
    });
  });
});
