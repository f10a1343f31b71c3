import { LoggerService } from '@backstage/backend-plugin-api';
import { BareFolderGitOpsRepository } from '../bareFolder';
import type { GitOpsRepository } from '../repository';
import { seedGitOpsRepository } from '../seed';
import type { GitOpsConfig } from './readGitOpsConfig';

/**
 * Opens the repository that the configuration describes, creates it where it is missing, and seeds it where it is empty
 * and a seed is configured. Throws `ServiceUnavailableError` with one line that names the reason.
 *
 * @public
 */
export async function openGitOpsRepository(options: {
  config: GitOpsConfig;
  logger: LoggerService;
}): Promise<GitOpsRepository> {
  const { config, logger } = options;
  const { folder, branch, author, seed } = config;
  const repository = await BareFolderGitOpsRepository.create({
    folder,
    branch,
    author,
    logger,
  });
  if (seed !== undefined) {
    await seedGitOpsRepository({ repository, directory: seed, logger });
  }
  return repository;
}
