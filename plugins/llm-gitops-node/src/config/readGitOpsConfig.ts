import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { resolve } from 'node:path';
import { checkBranchName } from '../changes/checkBranchName';
import { checkPerson } from '../changes/checkPerson';
import { reasonOf } from '../errors/reasonOf';
import type { GitOpsPerson } from '../repository';

/**
 * The settings under `llm.gitops`, with defaults and absolute paths.
 *
 * @public
 */
export interface GitOpsConfig {
  /** Absolute path of the bare repository. */
  folder: string;
  /** Branch that is read and committed to. */
  branch: string;
  /** Identity of the portal. */
  author: GitOpsPerson;
  /** Kinds that the catalog takes from the repository besides our own. */
  kinds: string[];
  /** Absolute path of the folder that becomes the first commit. */
  seed?: string;
}

/**
 * Reads `llm.gitops`; undefined where it is not configured. Throws `InputError` that names the key and the reason.
 *
 * @public
 */
export function readGitOpsConfig(config: Config): GitOpsConfig | undefined {
  const gitops = config.getOptionalConfig('llm.gitops');
  if (!gitops) {
    return undefined;
  }

  const branch = gitops.getOptionalString('branch') ?? 'main';
  const author = {
    name: gitops.getOptionalString('author.name') ?? 'Modelyard',
    email: gitops.getOptionalString('author.email') ?? 'modelyard@localhost',
  };
  const seed = gitops.getOptionalString('seed');
  const kinds = gitops.getOptionalStringArray('kinds') ?? [];

  named('llm.gitops.branch', () => checkBranchName(branch));
  named('llm.gitops.author', () => checkPerson(author));
  for (const kind of kinds) {
    if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(kind)) {
      throw new InputError(
        `Invalid llm.gitops.kinds: ${JSON.stringify(kind)} is not a kind`,
      );
    }
  }

  return {
    folder: resolve(gitops.getString('folder')),
    branch,
    author,
    kinds,
    seed: seed === undefined ? undefined : resolve(seed),
  };
}

function named(key: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new InputError(`Invalid ${key}: ${reasonOf(error)}`);
  }
}
