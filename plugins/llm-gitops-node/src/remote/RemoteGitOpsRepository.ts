import { NotImplementedError } from '@backstage/errors';
import { checkBranchName } from '../changes/checkBranchName';
import { checkPerson } from '../changes/checkPerson';
import { BranchHistory } from '../objects/BranchHistory';
import { CommitBuilder } from '../objects/CommitBuilder';
import { GitObjects } from '../objects/GitObjects';
import { readRef } from '../objects/readRef';
import { RepositoryReader } from '../objects/RepositoryReader';
import { OpenProposals } from '../proposals/OpenProposals';
import {
  checkProposalPrefix,
  DEFAULT_PROPOSAL_PREFIX,
  proposalBranch,
} from '../proposals/proposalId';
import { ProposalReader } from '../proposals/ProposalReader';
import type {
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsFileHistoryEntry,
  GitOpsLogEntry,
  GitOpsMergeOptions,
  GitOpsMergeResult,
  GitOpsPerson,
  GitOpsProposal,
  GitOpsProposalSummary,
  GitOpsProposeOptions,
  GitOpsProposeResult,
  GitOpsRepository,
} from '../repository';
import { checkRemoteUrl } from './checkRemoteUrl';
import { GitHttpClient } from './GitHttpClient';
import { GitServer } from './GitServer';
import { openCacheFolder } from './openCacheFolder';
import { GitOpsHost, hostOf, proposalUrl } from './proposalUrl';
import { RemoteCache } from './RemoteCache';
import { RemoteWriter } from './RemoteWriter';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_AGE_MS = 10_000;

/**
 * What a repository on a Git server is opened with.
 *
 * @public
 */
export interface RemoteGitOpsOptions {
  /** Address of the repository as `git clone` takes it, http or https, without credentials. */
  url: string;
  /** The branch that is read and committed to. */
  branch: string;
  /** What the branches of proposals begin with; `modelyard` where it is absent. */
  proposalPrefix?: string;
  /** Identity of the portal: committer, and author where a commit names none. */
  author: GitOpsPerson;
  /** Name that goes with the token; most hosts look at the token alone. */
  username?: string;
  /** Token that may read and write the repository; without one nobody is named. */
  token?: string;
  /** What the server is, which tells where its pages are; guessed from its name where it is absent. */
  host?: GitOpsHost;
  /** Absolute path of a folder for the copy of the repository, which can be removed while no backend runs. */
  workingDirectory: string;
  /** How long the server may say nothing, in milliseconds; 30 seconds where it is absent. */
  timeoutMs?: number;
  /** How long the branches may be read as they were seen last, in milliseconds; 10 seconds where it is absent. */
  maxAgeMs?: number;
}

/**
 * A repository on a Git server that speaks HTTP, such as Gitea, GitLab, GitHub or Bitbucket. It is read from a copy that
 * follows the server, and written by pushes that never force: where somebody else was faster, the change set is put on
 * top of their commit and pushed again, a few times. Proposals are branches there; they are merged on the host's pages.
 *
 * @public
 */
export class RemoteGitOpsRepository implements GitOpsRepository {
  /** {@inheritDoc GitOpsRepository.description} */
  readonly description: string;
  /** {@inheritDoc GitOpsRepository.branch} */
  readonly branch: string;
  /** {@inheritDoc GitOpsProposals.canMerge} */
  readonly canMerge = false;

  readonly #prefix: string;
  readonly #host: GitOpsHost | undefined;
  readonly #cache: RemoteCache;
  readonly #objects: GitObjects;
  readonly #reader: RepositoryReader;
  readonly #open: OpenProposals;
  readonly #writer: RemoteWriter;

  private constructor(options: RemoteGitOpsOptions, gitdir: string) {
    const { url, branch, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    const prefix = options.proposalPrefix ?? DEFAULT_PROPOSAL_PREFIX;
    const server = new GitServer(new GitHttpClient({ ...options, timeoutMs }));
    const objects = new GitObjects(gitdir);
    const history = new BranchHistory(objects);
    this.description = url;
    this.branch = branch;
    this.#prefix = prefix;
    this.#host = options.host ?? hostOf(url);
    this.#objects = objects;
    this.#cache = new RemoteCache({
      gitdir,
      server,
      objects,
      branch,
      prefix,
      maxAgeMs: options.maxAgeMs ?? DEFAULT_MAX_AGE_MS,
    });
    this.#reader = new RepositoryReader({
      objects,
      branch,
      head: async () => this.head(),
    });
    const proposals = new ProposalReader({
      objects,
      history,
      reader: this.#reader,
    });
    this.#open = new OpenProposals({
      gitdir,
      branch,
      prefix,
      reader: proposals,
    });
    this.#writer = new RemoteWriter({
      server,
      cache: this.#cache,
      objects,
      builder: new CommitBuilder(objects, options.author),
      history,
      proposals,
      open: this.#open,
      branch,
      prefix,
    });
  }

  /**
   * Opens a repository on a server, after one look at it. Throws `InputError` for an option that cannot be, and
   * `ServiceUnavailableError` of one line where the server cannot be used.
   */
  static async create(
    options: RemoteGitOpsOptions,
  ): Promise<RemoteGitOpsRepository> {
    const { branch, workingDirectory } = options;
    const url = options.url.replace(/\/+$/, '');
    checkRemoteUrl(url);
    checkBranchName(branch);
    checkProposalPrefix(
      options.proposalPrefix ?? DEFAULT_PROPOSAL_PREFIX,
      branch,
    );
    checkPerson(options.author);
    const gitdir = await openCacheFolder({ workingDirectory, url, branch });
    const repository = new RemoteGitOpsRepository({ ...options, url }, gitdir);
    await repository.#cache.refresh();
    return repository;
  }

  /** {@inheritDoc GitOpsRepository.head} */
  async head(): Promise<string | undefined> {
    await this.#cache.refresh();
    return readRef(this.#cache.gitdir, `refs/heads/${this.branch}`);
  }

  /** {@inheritDoc GitOpsRepository.listFiles} */
  async listFiles(
    options: { prefix?: string; commit?: string } = {},
  ): Promise<GitOpsFile[]> {
    await this.#fetchIfUnknown(options.commit);
    return this.#reader.listFiles(options);
  }

  /** {@inheritDoc GitOpsRepository.readFile} */
  async readFile(options: { path: string; commit?: string }): Promise<Buffer> {
    await this.#fetchIfUnknown(options.commit);
    return this.#reader.readFile(options);
  }

  /** {@inheritDoc GitOpsRepository.readBlob} */
  async readBlob(blob: string): Promise<Buffer> {
    return this.#reader.readBlob(blob);
  }

  /** {@inheritDoc GitOpsRepository.log} */
  async log(options: {
    limit: number;
    path?: string;
  }): Promise<GitOpsLogEntry[]> {
    return this.#reader.log(options);
  }

  /** {@inheritDoc GitOpsRepository.fileHistory} */
  async *fileHistory(options: {
    paths: readonly string[];
    commit: string;
    until?: string;
  }): AsyncGenerator<GitOpsFileHistoryEntry> {
    await this.#fetchIfUnknown(options.commit);
    yield* this.#reader.fileHistory(options);
  }

  /** {@inheritDoc GitOpsRepository.diff} */
  async diff(from: string, to: string): Promise<GitOpsFileChange[]> {
    await this.#fetchIfUnknown(to);
    return this.#reader.diff(from, to);
  }

  /** {@inheritDoc GitOpsRepository.commit} */
  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    return this.#writer.commit(options);
  }

  /** {@inheritDoc GitOpsProposals.propose} */
  async propose(options: GitOpsProposeOptions): Promise<GitOpsProposeResult> {
    return this.#writer.propose(options);
  }

  /** {@inheritDoc GitOpsProposals.listProposals} */
  async listProposals(): Promise<GitOpsProposalSummary[]> {
    await this.#cache.refresh();
    return this.#open.list();
  }

  /** {@inheritDoc GitOpsProposals.readProposal} */
  async readProposal(id: string): Promise<GitOpsProposal> {
    await this.#cache.refresh();
    return this.#open.read(id);
  }

  /** Always throws `NotImplementedError`: whoever may merge is decided at the host, and it is done there. */
  async mergeProposal(options: GitOpsMergeOptions): Promise<GitOpsMergeResult> {
    const url = this.proposalUrl(options.id);
    throw new NotImplementedError(
      `Proposals in ${this.description} are merged at the Git host${
        url === undefined ? '' : `: ${url}`
      }`,
    );
  }

  /** {@inheritDoc GitOpsProposals.withdrawProposal} */
  async withdrawProposal(options: {
    id: string;
    expectedHead: string;
  }): Promise<void> {
    await this.#writer.withdraw(options);
  }

  /** {@inheritDoc GitOpsProposals.proposalUrl} */
  proposalUrl(id: string): string | undefined {
    return proposalUrl({
      url: this.description,
      host: this.#host,
      branch: proposalBranch(this.#prefix, id),
      target: this.branch,
    });
  }

  /** Somebody else may have told of a commit that came after the last look. */
  async #fetchIfUnknown(commit: string | undefined): Promise<void> {
    if (
      commit !== undefined &&
      /^[0-9a-f]{40}$/.test(commit) &&
      !(await this.#objects.hasCommit(commit))
    ) {
      await this.#cache.look();
    }
  }
}
