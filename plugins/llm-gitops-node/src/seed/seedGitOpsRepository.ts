import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { promises as fs } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { GitOpsChange, GitOpsRepository } from '../repository';

/**
 * Commits the files of a folder where the branch has no commit yet, all in one commit; otherwise does nothing and does
 * not look at the folder. Of several processes that try at once one succeeds. Hidden files, and what is no regular file,
 * stay out.
 *
 * @public
 */
export async function seedGitOpsRepository(options: {
  repository: GitOpsRepository;
  /** Absolute path of the folder. */
  directory: string;
  logger: LoggerService;
}): Promise<void> {
  const { repository, directory, logger } = options;
  if ((await repository.head()) !== undefined) {
    return;
  }

  const changes = await readDirectory(directory);
  if (changes.length === 0) {
    throw new ServiceUnavailableError(
      `The seed folder ${directory} holds no files`,
    );
  }
  try {
    await repository.commit({
      message: 'Seed the repository',
      changes,
      expectedHead: null,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'ConflictError') {
      // Another replica was faster, with the same files.
      return;
    }
    throw error;
  }
  logger.info(
    `Committed ${changes.length} files of ${directory} to ${repository.description}`,
  );
}

async function readDirectory(directory: string): Promise<GitOpsChange[]> {
  try {
    const entries = await fs.readdir(directory, {
      recursive: true,
      withFileTypes: true,
    });
    const paths = entries
      .filter(entry => entry.isFile())
      .map(entry => relative(directory, join(entry.parentPath, entry.name)))
      .filter(path => !path.split(sep).some(part => part.startsWith('.')))
      .sort();
    return await Promise.all(
      paths.map(async path => ({
        path: path.split(sep).join('/').normalize('NFC'),
        content: await fs.readFile(join(directory, path)),
      })),
    );
  } catch (error) {
    throw new ServiceUnavailableError(
      `The seed folder ${directory} cannot be read`,
      error,
    );
  }
}
