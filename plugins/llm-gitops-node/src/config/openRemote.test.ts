import { mockServices } from '@backstage/backend-test-utils';
import { mkdirSync, writeFileSync } from 'node:fs';
import { git } from '../__testUtils__/git';
import { describeWithGitServer } from '../__testUtils__/gitHttpServer';
import {
  createRemoteRepository,
  TOKEN,
} from '../__testUtils__/remoteRepository';
import { RemoteGitOpsRepository } from '../remote';
import {
  openExistingGitOpsRepository,
  openGitOpsRepository,
} from './openGitOpsRepository';
import { readGitOpsConfig } from './readGitOpsConfig';

describeWithGitServer('the repository of llm.gitops.url', () => {
  const { folder, server, pushByHand, resolve } = createRemoteRepository();
  const logger = mockServices.logger.mock();

  const config = () =>
    readGitOpsConfig(
      mockServices.rootConfig({
        data: {
          backend: { workingDirectory: resolve('work') },
          llm: {
            gitops: {
              url: server().url('models.git'),
              token: TOKEN,
              seed: resolve('seed'),
            },
          },
        },
      }),
    )!;
  const open = async (inCatalog = 0) =>
    openGitOpsRepository({
      config: config(),
      logger,
      countInCatalog: async () => inCatalog,
    });

  beforeEach(() => {
    jest.clearAllMocks();
    mkdirSync(resolve('seed'));
    writeFileSync(resolve('seed/a.yaml'), 'a');
  });

  it('is seeded where it is empty, once by all replicas', async () => {
    const replicas = await Promise.all([open(), open(), open()]);
    expect(replicas[0]).toBeInstanceOf(RemoteGitOpsRepository);
    expect(git(folder, 'log', '--format=%s', 'main')).toBe(
      'Seed the repository',
    );
    for (const replica of replicas) {
      expect(await replica.listFiles()).toHaveLength(1);
    }
    const logged = JSON.stringify(
      [logger.info, logger.warn, logger.debug, logger.error].map(
        ({ mock }) => mock.calls,
      ),
    );
    expect(logged).toContain(server().url('models.git'));
    expect(logged).not.toContain(TOKEN);
  });

  it('is not begun where the catalog has entities from it', async () => {
    await expect(open(3)).rejects.toThrow(
      /^The Git repository http:\S+ has no commit on its branch main, but the catalog has 3 entities from it/,
    );
    const head = pushByHand({ 'a.yaml': 'theirs' });
    expect(await (await open(3)).head()).toBe(head);
  });

  it('is opened for others as it is', async () => {
    const repository = await openExistingGitOpsRepository({
      config: config(),
      logger,
    });
    expect(await repository.head()).toBeUndefined();
    expect(git(folder, 'for-each-ref')).toBe('');
  });
});
