import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { checkBranchName } from '../changes/checkBranchName';
import { checkPath } from '../changes/checkPath';
import { checkPerson } from '../changes/checkPerson';
import type {
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsFileHistoryEntry,
  GitOpsLogEntry,
  GitOpsPerson,
  GitOpsRepository,
} from '../repository';
import { BranchWriter } from './BranchWriter';
import { explainFileError } from './explainFileError';
import { GitObjects } from './GitObjects';
import {
  checkExistingFolder,
  checkFolderIsThere,
  prepareFolder,
} from './prepareFolder';
import { readFileHistory } from './readFileHistory';
import { readLog } from './readLog';
import { readRef } from './readRef';
import { diffTrees, findEntry, isRegularFile, listTree } from './readTrees';
import { removeLockRemains } from './removeLockRemains';

const OID = /^[0-9a-f]{40}$/;

/**
 * A bare Git repository in a folder. Objects are Git's own, so `git clone`, `git fsck` and `git push` work on the same
 * folder at the same time. Any number of processes may commit: each moves the branch under the branch's lock, after it
 * has looked at the head once more.
 *
 * @public
 */
export class BareFolderGitOpsRepository implements GitOpsRepository {
  /** {@inheritDoc GitOpsRepository.description} */
  readonly description: string;
  /** {@inheritDoc GitOpsRepository.branch} */
  readonly branch: string;

  readonly #gitdir: string;
  readonly #ref: string;
  readonly #objects: GitObjects;
  readonly #writer: BranchWriter;

  private constructor(options: BareFolderOptions) {
    this.description = options.folder;
    this.branch = options.branch;
    this.#gitdir = options.folder;
    this.#ref = `refs/heads/${options.branch}`;
    this.#objects = new GitObjects(options.folder);
    this.#writer = new BranchWriter({
      gitdir: options.folder,
      branch: options.branch,
      committer: options.author,
      objects: this.#objects,
      logger: options.logger,
    });
  }

  /**
   * Opens the repository in a folder, and creates it where the folder is missing or empty. Throws
   * `ServiceUnavailableError` with one line that names the folder and the reason.
   */
  static async create(
    options: BareFolderOptions,
  ): Promise<BareFolderGitOpsRepository> {
    checkBranchName(options.branch);
    checkPerson(options.author);
    await prepareFolder(options.folder, options.branch);
    const repository = new BareFolderGitOpsRepository(options);
    // A repository that may only be read is good enough for reading.
    await removeLockRemains(options.folder, repository.#ref).catch(error =>
      options.logger.debug(`Left over locks stay: ${error}`),
    );
    return repository;
  }

  /**
   * Opens the repository in a folder that is there already, to look at it: nothing is created or tidied up. Throws
   * `ServiceUnavailableError` with one line that names the folder and the reason.
   */
  static async openExisting(
    options: BareFolderOptions,
  ): Promise<BareFolderGitOpsRepository> {
    checkBranchName(options.branch);
    checkPerson(options.author);
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
    return this.#explained(async () => {
      const prefix = options.prefix?.replace(/\/$/, '') ?? '';
      let tree = await this.#tree(options.commit);
      if (tree && prefix !== '') {
        checkPath(prefix);
        const entry = await findEntry(this.#objects, tree, prefix);
        tree = entry?.type === 'tree' ? entry.oid : undefined;
      }
      const files = tree ? await listTree(this.#objects, tree, prefix) : [];
      return files.sort(byPath);
    });
  }

  /** {@inheritDoc GitOpsRepository.readFile} */
  async readFile(options: { path: string; commit?: string }): Promise<Buffer> {
    const { path, commit } = options;
    checkPath(path);
    return this.#explained(async () => {
      const tree = await this.#tree(commit);
      const entry = tree && (await findEntry(this.#objects, tree, path));
      if (!entry || !isRegularFile(entry)) {
        throw new NotFoundError(
          `No file ${path} in ${commit ?? `branch ${this.branch}`}`,
        );
      }
      return this.#objects.readBlob(entry.oid);
    });
  }

  /** {@inheritDoc GitOpsRepository.readBlob} */
  async readBlob(blob: string): Promise<Buffer> {
    checkOid(blob);
    return this.#explained(async () => this.#objects.readBlob(blob));
  }

  /** {@inheritDoc GitOpsRepository.log} */
  async log(options: {
    limit: number;
    path?: string;
  }): Promise<GitOpsLogEntry[]> {
    const { limit, path } = options;
    if (path !== undefined) {
      checkPath(path);
    }
    return this.#explained(async () => {
      const head = await readRef(this.#gitdir, this.#ref);
      return readLog({ objects: this.#objects, head, limit, path });
    });
  }

  /** {@inheritDoc GitOpsRepository.fileHistory} */
  async *fileHistory(options: {
    paths: readonly string[];
    commit: string;
    until?: string;
  }): AsyncGenerator<GitOpsFileHistoryEntry> {
    const { paths, commit } = options;
    paths.forEach(checkPath);
    checkOid(commit);
    try {
      yield* readFileHistory({ ...options, objects: this.#objects });
    } catch (error) {
      throw explainFileError(error, this.#gitdir);
    }
  }

  /** {@inheritDoc GitOpsRepository.diff} */
  async diff(from: string, to: string): Promise<GitOpsFileChange[]> {
    return this.#explained(async () => {
      const changes = await diffTrees({
        objects: this.#objects,
        from: await this.#tree(from),
        to: await this.#tree(to),
        folder: '',
      });
      return changes.sort(byPath);
    });
  }

  /** {@inheritDoc GitOpsRepository.commit} */
  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    return this.#explained(async () => this.#writer.commit(options));
  }

  /** The tree of a commit, of the head where none is named; undefined for a branch without commits. */
  async #tree(commit?: string): Promise<string | undefined> {
    if (commit !== undefined) {
      checkOid(commit);
    }
    const oid = commit ?? (await readRef(this.#gitdir, this.#ref));
    return oid ? (await this.#objects.readCommit(oid)).tree : undefined;
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
  /** Identity of the portal: committer, and author where a commit names none. */
  author: GitOpsPerson;
  /** Told of stale locks that were removed. */
  logger: LoggerService;
}

function checkOid(oid: string): void {
  if (!OID.test(oid)) {
    throw new InputError(`${JSON.stringify(oid)} is not the id of an object`);
  }
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
