import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type { GitOpsRepository } from '../repository';
import { openExistingGitOpsRepository } from './openGitOpsRepository';
import { readGitOpsConfig } from './readGitOpsConfig';

/**
 * Opens the GitOps repository when it is first asked for, and keeps it, for those who read it, commit or propose. It makes
 * none: the catalog's entity provider does.
 *
 * @returns A function that throws NotFoundError where none is configured, and ServiceUnavailableError where it cannot be
 *   opened, which may be otherwise at the next call
 * @public
 */
export function createGitOpsOpener(options: {
  config: Config;
  logger: LoggerService;
}): () => Promise<GitOpsRepository> {
  const { logger } = options;
  const config = readGitOpsConfig(options.config);
  let opened: GitOpsRepository | undefined;
  return async () => {
    if (!config) {
      throw new NotFoundError(
        'The portal has no GitOps repository: llm.gitops is not configured',
      );
    }
    opened ??= await openExistingGitOpsRepository({ config, logger });
    return opened;
  };
}
