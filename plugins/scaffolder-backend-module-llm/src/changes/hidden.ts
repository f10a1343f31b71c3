import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  findChangeEntities,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';
import { findHiddenEntities } from '@modelyard/plugin-llm-node';

/** Who looks, and with what. */
export interface Viewer {
  catalog: CatalogService;
  auth: AuthService;
  credentials: BackstageCredentials;
}

/** Why nobody is told more of what the catalog hides from them. */
export function takenOrHidden(ref: string): string {
  return `${ref} is taken, or not visible to you: choose another name`;
}

/** Throws NotAllowedError for an entity that the catalog hides from the person. What is not there yet is hidden from nobody. */
export async function requireNotHidden(
  viewer: Viewer,
  refs: readonly string[],
): Promise<void> {
  const [hidden] = await findHiddenEntities({ ...viewer, refs });
  if (hidden !== undefined) {
    throw new NotAllowedError(takenOrHidden(hidden));
  }
}

/**
 * Throws NotAllowedError where files of the repository belong to an entity that the catalog hides from the person: the portal
 * reads the repository with rights of its own. The error names the first such file, and not what it belongs to.
 */
export async function requireVisibleFiles(
  viewer: Viewer,
  options: { repository: GitOpsRepository; paths: readonly string[] },
): Promise<void> {
  const { repository, paths } = options;
  const commit = await repository.head();
  const refs = await findChangeEntities({ repository, commit, paths });
  const hidden = await findHiddenEntities({ ...viewer, refs });
  if (hidden.size === 0) {
    return;
  }
  for (const path of paths) {
    const own = await findChangeEntities({ repository, commit, paths: [path] });
    if (own.some(ref => hidden.has(ref))) {
      throw new NotAllowedError(
        `${path} belongs to something that is not visible to you: choose another name`,
      );
    }
  }
}
