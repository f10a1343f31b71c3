import {
  createMockDirectory,
  MockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { BareFolderGitOpsRepository } from '../bareFolder';
import { git } from './git';

export const PORTAL = {
  name: 'Modelyard',
  email: 'modelyard@modelyard.example',
};

/** A folder for one repository at a time, and what a test does with it. */
export interface RepositoryFolder {
  readonly directory: MockDirectory;
  /** Where the repository is or will be. */
  readonly folder: string;
  open(options?: {
    folder?: string;
    branch?: string;
  }): Promise<BareFolderGitOpsRepository>;
  /** What the machine's git finds wrong; nothing where all is well. */
  fsck(): string;
  /** A working copy that pushes to the repository, as that of a person at a terminal. */
  clone(): string;
}

/** Call it once in a `describe`; the folder is empty at each test's start. */
export function createRepositoryFolder(): RepositoryFolder {
  const directory = createMockDirectory();
  const folder = directory.resolve('gitops.git');
  beforeEach(() => directory.clear());

  return {
    directory,
    folder,
    open: async (options = {}) =>
      BareFolderGitOpsRepository.create({
        folder,
        branch: 'main',
        ...options,
        author: PORTAL,
        logger: mockServices.logger.mock(),
      }),
    fsck: () => git(folder, 'fsck', '--full', '--strict'),
    clone: () => {
      const copy = directory.resolve('copy');
      git(directory.path, 'clone', '--quiet', folder, copy);
      return copy;
    },
  };
}
