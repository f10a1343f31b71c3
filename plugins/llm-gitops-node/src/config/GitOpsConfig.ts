import type { GitOpsHost } from '../remote';
import type { GitOpsPerson } from '../repository';

/**
 * How changes of the portal reach the main branch: as a proposal that a second person merges, or at once.
 *
 * @public
 */
export type GitOpsReviewMode = 'proposal' | 'direct';

/**
 * The settings under `llm.gitops` that both forms of the repository have.
 *
 * @public
 */
export interface GitOpsCommonConfig {
  /** Branch that is read and committed to. */
  branch: string;
  /** Whether changes are proposed or committed. */
  review: GitOpsReviewMode;
  /** What the branches of proposals begin with. */
  proposalPrefix: string;
  /** Identity of the portal. */
  author: GitOpsPerson;
  /** Kinds that the catalog takes from the repository besides our own. */
  kinds: string[];
  /** Absolute path of the folder that becomes the first commit. */
  seed?: string;
}

/**
 * The settings of a bare repository in a folder.
 *
 * @public
 */
export interface GitOpsFolderConfig extends GitOpsCommonConfig {
  /** Tells this form from the other. */
  form: 'folder';
  /** Absolute path of the bare repository. */
  folder: string;
}

/**
 * The settings of a repository on a Git server.
 *
 * @public
 */
export interface GitOpsRemoteConfig extends GitOpsCommonConfig {
  /** Tells this form from the other. */
  form: 'remote';
  /** Address of the repository, without credentials. */
  url: string;
  /** Name that goes with the token. */
  username?: string;
  /** Token that may read and write the repository. */
  token?: string;
  /** What the server is, where its name does not tell. */
  host?: GitOpsHost;
  /** How long the server may say nothing, in milliseconds. */
  timeoutMs: number;
  /** Absolute path of the folder below which the copy of the repository lies. */
  workingDirectory: string;
}

/**
 * The settings under `llm.gitops`, with defaults and absolute paths.
 *
 * @public
 */
export type GitOpsConfig = GitOpsFolderConfig | GitOpsRemoteConfig;
