import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  BareFolderGitOpsRepository,
  GitOpsProposals,
  GitOpsRepository,
  readGitOpsConfig,
} from '@modelyard/plugin-llm-gitops-node';

/**
 * Opens the GitOps repository when it is first asked for, and keeps it. It makes none: the catalog's entity provider does.
 *
 * @returns A function that throws NotFoundError where none is configured, and ServiceUnavailableError where it cannot be
 *   opened, which may be otherwise at the next call
 */
export function createGitOpsOpener(options: {
  config: Config;
  logger: LoggerService;
}): () => Promise<GitOpsRepository & GitOpsProposals> {
  const { config, logger } = options;
  const gitops = readGitOpsConfig(config);
  let opened: BareFolderGitOpsRepository | undefined;
  return async () => {
    if (!gitops) {
      throw new NotFoundError(
        'The portal has no GitOps repository: llm.gitops is not configured',
      );
    }
    const { folder, branch, author } = gitops;
    opened ??= await BareFolderGitOpsRepository.openExisting({
      folder,
      branch,
      author,
      logger,
    });
    return opened;
  };
}
