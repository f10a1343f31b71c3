import { LoggerService } from '@backstage/backend-plugin-api';
import { BareFolderGitOpsRepository } from '../bareFolder';
import { hasRepository } from '../bareFolder/prepareFolder';
import { RemoteGitOpsRepository } from '../remote';
import type { GitOpsRepository } from '../repository';
import type { GitOpsConfig } from './GitOpsConfig';

/** What has to be known of a form of the repository before it is opened. */
export interface RepositoryForm {
  /** The place, as messages name it. */
  place: string;
  /** Whether somebody has made the repository. */
  isThere(): Promise<boolean>;
  /** Opens the repository, and makes it where that is possible. */
  open(): Promise<GitOpsRepository>;
  /** Opens the repository to look at it; makes none. */
  openExisting(): Promise<GitOpsRepository>;
}

/** The form of the repository that the configuration asks for. */
export function repositoryForm(
  config: GitOpsConfig,
  logger: LoggerService,
): RepositoryForm {
  if (config.form === 'remote') {
    const open = async () => RemoteGitOpsRepository.create(config);
    return {
      place: config.url,
      // Only the server could make it: where it is not there, opening says so.
      isThere: async () => true,
      open,
      openExisting: open,
    };
  }
  const options = { ...config, logger };
  return {
    place: config.folder,
    isThere: async () => hasRepository(config.folder),
    open: async () => BareFolderGitOpsRepository.create(options),
    openExisting: async () => BareFolderGitOpsRepository.openExisting(options),
  };
}
