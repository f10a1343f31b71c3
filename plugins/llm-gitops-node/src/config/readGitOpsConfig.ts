import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { checkBranchName } from '../changes/checkBranchName';
import { checkPerson } from '../changes/checkPerson';
import { reasonOf } from '../errors/reasonOf';
import {
  checkProposalPrefix,
  DEFAULT_PROPOSAL_PREFIX,
} from '../proposals/proposalId';
import { checkRemoteUrl } from '../remote/checkRemoteUrl';
import { GIT_HOSTS } from '../remote/proposalUrl';
import type {
  GitOpsCommonConfig,
  GitOpsConfig,
  GitOpsRemoteConfig,
  GitOpsReviewMode,
} from './GitOpsConfig';

const REVIEW_MODES: readonly GitOpsReviewMode[] = ['proposal', 'direct'];
const DEFAULT_TIMEOUT_SECONDS = 30;
/** Keys that mean something for a repository on a Git server only. */
const REMOTE_KEYS = ['username', 'token', 'host', 'timeoutSeconds'];

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

  const hasFolder = gitops.has('folder');
  if (hasFolder === gitops.has('url')) {
    throw new InputError(
      `Invalid llm.gitops: ${
        hasFolder
          ? 'folder and url exclude each other; set the one that is not meant to null'
          : 'folder or url must be set'
      }`,
    );
  }
  const common = readCommon(gitops);
  if (!hasFolder) {
    return { ...common, ...readRemote(config, gitops) };
  }
  for (const key of REMOTE_KEYS) {
    if (gitops.has(key)) {
      throw new InputError(`Invalid llm.gitops.${key}: it goes with url only`);
    }
  }
  return {
    ...common,
    form: 'folder',
    folder: resolve(gitops.getString('folder')),
  };
}

function readCommon(gitops: Config): GitOpsCommonConfig {
  const branch = gitops.getOptionalString('branch') ?? 'main';
  const proposalPrefix =
    gitops.getOptionalString('proposalPrefix') ?? DEFAULT_PROPOSAL_PREFIX;
  const author = {
    name: gitops.getOptionalString('author.name') ?? 'Modelyard',
    email: gitops.getOptionalString('author.email') ?? 'modelyard@localhost',
  };
  const seed = gitops.getOptionalString('seed');
  const kinds = gitops.getOptionalStringArray('kinds') ?? [];

  named('llm.gitops.branch', () => checkBranchName(branch));
  named('llm.gitops.proposalPrefix', () =>
    checkProposalPrefix(proposalPrefix, branch),
  );
  named('llm.gitops.author', () => checkPerson(author));
  for (const kind of kinds) {
    if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(kind)) {
      throw new InputError(
        `Invalid llm.gitops.kinds: ${JSON.stringify(kind)} is not a kind`,
      );
    }
  }

  return {
    branch,
    review: readOneOf(gitops, 'review', REVIEW_MODES) ?? 'proposal',
    proposalPrefix,
    author,
    kinds,
    seed: seed === undefined ? undefined : resolve(seed),
  };
}

function readRemote(
  config: Config,
  gitops: Config,
): Omit<GitOpsRemoteConfig, keyof GitOpsCommonConfig> {
  const url = gitops.getString('url').replace(/\/+$/, '');
  const username = gitops.getOptionalString('username');
  const token = gitops.getOptionalString('token');
  const seconds =
    gitops.getOptionalNumber('timeoutSeconds') ?? DEFAULT_TIMEOUT_SECONDS;

  named('llm.gitops.url', () => checkRemoteUrl(url));
  if (username !== undefined && (token === undefined || /:/.test(username))) {
    throw new InputError(
      `Invalid llm.gitops.username: it ${
        token === undefined ? 'goes with a token only' : "must hold no ':'"
      }`,
    );
  }
  if (!(seconds > 0 && seconds <= 600)) {
    throw new InputError(
      `Invalid llm.gitops.timeoutSeconds: ${seconds} is not between 0 and 600`,
    );
  }
  return {
    form: 'remote',
    url,
    username,
    token,
    host: readOneOf(gitops, 'host', GIT_HOSTS),
    timeoutMs: seconds * 1000,
    workingDirectory: resolve(
      config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
    ),
  };
}

function readOneOf<T extends string>(
  gitops: Config,
  key: string,
  values: readonly T[],
): T | undefined {
  const value = gitops.getOptionalString(key);
  const found = values.find(allowed => allowed === value);
  if (value !== undefined && found === undefined) {
    throw new InputError(
      `Invalid llm.gitops.${key}: ${JSON.stringify(
        value,
      )} is none of ${values.join(', ')}`,
    );
  }
  return found;
}

function named(key: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new InputError(`Invalid ${key}: ${reasonOf(error)}`);
  }
}
