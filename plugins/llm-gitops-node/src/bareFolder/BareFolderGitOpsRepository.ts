import { LoggerService } from '@backstage/backend-plugin-api';
import { checkBranchName } from '../changes/checkBranchName';
import { checkPerson } from '../changes/checkPerson';
import { BranchHistory } from '../objects/BranchHistory';
import { CommitBuilder } from '../objects/CommitBuilder';
import { GitObjects } from '../objects/GitObjects';
import { RepositoryReader } from '../objects/RepositoryReader';
import {
  checkProposalPrefix,
  DEFAULT_PROPOSAL_PREFIX,
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
import { BranchWriter } from './BranchWriter';
import { explainFileError } from './explainFileError';
import { FolderProposals } from './FolderProposals';
import {
  checkExistingFolder,
  checkFolderIsThere,
  prepareFolder,
} from './prepareFolder';
import { readRef } from '../objects/readRef';
import { removeLockRemains } from './removeLockRemains';

/**
 * A bare Git repository in a folder. Objects are Git's own, so `git clone`, `git fsck` and `git push` work on the same
 * folder at the same time. Any number of processes may commit: each moves a branch under the branch's lock, after it
 * has looked at the head once more.
 *
 * @public
 */
export class BareFolderGitOpsRepository implements GitOpsRepository {
  /** {@inheritDoc GitOpsRepository.description} */
  readonly description: string;
  /** {@inheritDoc GitOpsRepository.branch} */
  readonly branch: string;
  /** {@inheritDoc GitOpsProposals.canMerge} */
  readonly canMerge = true;

  readonly #gitdir: string;
  readonly #ref: string;
  readonly #reader: RepositoryReader;
  readonly #writer: BranchWriter;
  readonly #proposals: FolderProposals;

  private constructor(options: BareFolderOptions) {
    const { folder: gitdir, branch, logger } = options;
    const objects = new GitObjects(gitdir);
    const history = new BranchHistory(objects);
    const builder = new CommitBuilder(objects, options.author);
    this.description = gitdir;
    this.branch = branch;
    this.#gitdir = gitdir;
    this.#ref = `refs/heads/${branch}`;
    this.#reader = new RepositoryReader({
      objects,
      branch,
      head: async () => readRef(gitdir, this.#ref),
    });
    this.#writer = new BranchWriter({
      gitdir,
      branch,
      builder,
      history,
      logger,
    });
    this.#proposals = new FolderProposals({
      gitdir,
      branch,
      prefix: prefixOf(options),
      builder,
      history,
      reader: new ProposalReader({ objects, history, reader: this.#reader }),
      writer: this.#writer,
      logger,
    });
  }

  /**
   * Opens the repository in a folder, and creates it where the folder is missing or empty. Throws
   * `ServiceUnavailableError` with one line that names the folder and the reason.
   */
  static async create(
    options: BareFolderOptions,
  ): Promise<BareFolderGitOpsRepository> {
    checkOptions(options);
    await prepareFolder(options.folder, options.branch);
    const repository = new BareFolderGitOpsRepository(options);
    // A repository that may only be read is good enough for reading.
    await removeLockRemains(options.folder, {
      refs: [repository.#ref, 'packed-refs'],
      folders: [`refs/heads/${prefixOf(options)}`],
    }).catch(error => options.logger.debug(`Left over locks stay: ${error}`));
    return repository;
  }

  /**
   * Opens the repository in a folder that is there already: nothing is created, and no remains are cleared away. Throws
   * `ServiceUnavailableError` with one line that names the folder and the reason.
   */
  static async openExisting(
    options: BareFolderOptions,
  ): Promise<BareFolderGitOpsRepository> {
    checkOptions(options);
    await checkExistingFolder(options.folder, options.branch);
    return new BareFolderGitOpsRepository(options);
  }

  /** {@inheritDoc GitOpsRepository.head} */
  async head(): Promise<string | undefined> {
    return this.#explained(async () => {
      const head = await readRef(this.#gitdir, this.#ref);
      if (head === undefined) {
        // A volume that is not mounted must not look like a branch without commits.
        await checkFolderIsThere(this.#gitdir);
      }
      return head;
    });
  }

  /** {@inheritDoc GitOpsRepository.listFiles} */
  async listFiles(
    options: { prefix?: string; commit?: string } = {},
  ): Promise<GitOpsFile[]> {
    return this.#explained(async () => this.#reader.listFiles(options));
  }

  /** {@inheritDoc GitOpsRepository.readFile} */
  async readFile(options: { path: string; commit?: string }): Promise<Buffer> {
    return this.#explained(async () => this.#reader.readFile(options));
  }

  /** {@inheritDoc GitOpsRepository.readBlob} */
  async readBlob(blob: string): Promise<Buffer> {
    return this.#explained(async () => this.#reader.readBlob(blob));
  }

  /** {@inheritDoc GitOpsRepository.log} */
  async log(options: {
    limit: number;
    path?: string;
  }): Promise<GitOpsLogEntry[]> {
    return this.#explained(async () => this.#reader.log(options));
  }

  /** {@inheritDoc GitOpsRepository.fileHistory} */
  async *fileHistory(options: {
    paths: readonly string[];
    commit: string;
    until?: string;
  }): AsyncGenerator<GitOpsFileHistoryEntry> {
    try {
      yield* this.#reader.fileHistory(options);
    } catch (error) {
      throw explainFileError(error, this.#gitdir);
    }
  }

  /** {@inheritDoc GitOpsRepository.diff} */
  async diff(from: string, to: string): Promise<GitOpsFileChange[]> {
    return this.#explained(async () => this.#reader.diff(from, to));
  }

  /** {@inheritDoc GitOpsRepository.commit} */
  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    return this.#explained(async () => this.#writer.commit(options));
  }

  /** {@inheritDoc GitOpsProposals.propose} */
  async propose(options: GitOpsProposeOptions): Promise<GitOpsProposeResult> {
    return this.#explained(async () => this.#proposals.propose(options));
  }

  /** {@inheritDoc GitOpsProposals.listProposals} */
  async listProposals(): Promise<GitOpsProposalSummary[]> {
    const found = await this.#explained(async () =>
      this.#proposals.listProposals(),
    );
    if (found.length === 0) {
      // Neither must a volume that is not mounted look like one without proposals.
      await this.head();
    }
    return found;
  }

  /** {@inheritDoc GitOpsProposals.readProposal} */
  async readProposal(id: string): Promise<GitOpsProposal> {
    return this.#explained(async () => this.#proposals.readProposal(id));
  }

  /** {@inheritDoc GitOpsProposals.mergeProposal} */
  async mergeProposal(options: GitOpsMergeOptions): Promise<GitOpsMergeResult> {
    return this.#explained(async () => this.#proposals.mergeProposal(options));
  }

  /** {@inheritDoc GitOpsProposals.withdrawProposal} */
  async withdrawProposal(options: {
    id: string;
    expectedHead: string;
  }): Promise<void> {
    return this.#explained(async () =>
      this.#proposals.withdrawProposal(options),
    );
  }

  /** {@inheritDoc GitOpsProposals.proposalUrl} */
  proposalUrl(_id: string): undefined {
    return undefined;
  }

  async #explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explainFileError(error, this.#gitdir);
    }
  }
}

/**
 * What a repository in a folder is opened with.
 *
 * @public
 */
export interface BareFolderOptions {
  /** Absolute path of the folder. */
  folder: string;
  /** The branch that is read and committed to. */
  branch: string;
  /** What the branches of proposals begin with; `modelyard` where it is absent. */
  proposalPrefix?: string;
  /** Identity of the portal: committer, and author where a commit names none. */
  author: GitOpsPerson;
  /** Told of stale locks that were removed. */
  logger: LoggerService;
}

function prefixOf(options: BareFolderOptions): string {
  return options.proposalPrefix ?? DEFAULT_PROPOSAL_PREFIX;
}

function checkOptions(options: BareFolderOptions): void {
  checkBranchName(options.branch);
  checkProposalPrefix(prefixOf(options), options.branch);
  checkPerson(options.author);
}
