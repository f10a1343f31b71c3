import { MockDirectory, mockServices } from '@backstage/backend-test-utils';
import { BareFolderGitOpsRepository } from '../bareFolder';

/**
 * The repository in the folder `gitops.git` of a directory, with files in a commit on its branch; there is no new commit
 * where no files are given.
 */
export async function startRepository(
  directory: MockDirectory,
  files: Readonly<Record<string, string>> = {},
): Promise<BareFolderGitOpsRepository> {
  const repository = await BareFolderGitOpsRepository.create({
    folder: directory.resolve('gitops.git'),
    branch: 'main',
    author: { name: 'Modelyard', email: 'modelyard@modelyard.example' },
    logger: mockServices.logger.mock(),
  });
  const changes = Object.entries(files).map(([path, content]) => ({
    path,
    content,
  }));
  if (changes.length > 0) {
    await repository.commit({ message: 'Start', changes });
  }
  return repository;
}
