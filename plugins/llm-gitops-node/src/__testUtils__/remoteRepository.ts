import { createMockDirectory } from '@backstage/backend-test-utils';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RemoteGitOpsOptions, RemoteGitOpsRepository } from '../remote';
import { git } from './git';
import { GitHttpServer, startGitHttpServer } from './gitHttpServer';
import { PORTAL } from './repositoryFolder';

/** What the test server asks for; it must stand in no message. */
export const TOKEN = 'glpat-Very+Secret/Token=';

/** A repository on a server of this machine, and what a test does with it. */
export interface RemoteRepository {
  /** The repository on the server's side. */
  readonly folder: string;
  server(): GitHttpServer;
  open(options?: Partial<RemoteGitOpsOptions>): Promise<RemoteGitOpsRepository>;
  /** Pushes a commit of these files as somebody at a terminal would, and returns its id. */
  pushByHand(files: Record<string, string>, branch?: string): string;
  fsck(): string;
  resolve(...paths: string[]): string;
}

/** Call it once in a `describe`; each test finds an empty repository. */
export function createRemoteRepository(): RemoteRepository {
  const directory = createMockDirectory();
  const folder = directory.resolve('server/models.git');
  let server: GitHttpServer | undefined;

  beforeEach(async () => {
    directory.clear();
    mkdirSync(folder, { recursive: true });
    git(folder, 'init', '--quiet', '--bare');
    server = await startGitHttpServer({
      folder: directory.resolve('server'),
      token: TOKEN,
    });
  });
  afterEach(async () => server?.stop());

  const current = () => server!;
  return {
    folder,
    server: current,
    open: async (options = {}) =>
      RemoteGitOpsRepository.create({
        url: options.url ?? current().url('models.git'),
        branch: 'main',
        author: PORTAL,
        token: TOKEN,
        workingDirectory: directory.resolve('work'),
        ...options,
      }),
    pushByHand: (files, branch = 'main') => {
      const copy = directory.resolve(`copy-${Math.random()}`);
      git(directory.path, 'clone', '--quiet', folder, copy);
      if (git(folder, 'for-each-ref', `refs/heads/${branch}`) !== '') {
        git(copy, 'checkout', '--quiet', '-B', branch, `origin/${branch}`);
      }
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), content);
      }
      git(copy, 'add', '.');
      git(copy, 'commit', '--quiet', '-m', 'By hand');
      git(copy, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
      return git(copy, 'rev-parse', 'HEAD');
    },
    fsck: () => git(folder, 'fsck', '--full', '--strict'),
    resolve: (...paths) => directory.resolve(...paths),
  };
}
