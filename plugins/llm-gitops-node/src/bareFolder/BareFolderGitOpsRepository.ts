import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { CommitObject } from 'isomorphic-git';
import pLimit from 'p-limit';
import { checkBranchName } from '../changes/checkBranchName';
import { checkPath } from '../changes/checkPath';
import { checkPerson } from '../changes/checkPerson';
import { formatCommitMessage } from '../changes/commitMessage';
import { parseChanges } from '../changes/parseChanges';
import type {
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsLogEntry,
  GitOpsPerson,
  GitOpsRepository,
} from '../repository';
import { CommitKeys } from './CommitKeys';
import { explainFileError } from './explainFileError';
import { GitObjects } from './GitObjects';
import { prepareFolder } from './prepareFolder';
import { readLog } from './readLog';
import { readRef } from './readRef';
import { diffTrees, findEntry, isRegularFile, listTree } from './readTrees';
import {
  DEFAULT_LOCK_TIMES,
  RefLock,
  RefLockTimes,
  removeLockRemains,
} from './RefLock';
import { applyToTree, BlobChanges } from './writeTrees';

const OID = /^[0-9a-f]{40}$/;
// The id of a tree without entries is the same everywhere.
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const MAX_PARALLEL_WRITES = 16;

/**
 * A bare Git repository in a folder. Objects are Git's own, so `git clone`, `git fsck` and `git push` work on the same
 * folder at the same time. Any number of processes may commit: each moves the branch under the branch's lock, after it
 * has looked at the head once more.
 *
 * @public
 */
export class BareFolderGitOpsRepository implements GitOpsRepository {
  readonly description: string;
  readonly branch: string;

  readonly #gitdir: string;
  readonly #ref: string;
  readonly #committer: GitOpsPerson;
  readonly #logger: LoggerService;
  readonly #lockTimes: RefLockTimes;
  readonly #objects: GitObjects;
  readonly #keys: CommitKeys;
  // Commits of one process queue here and not at the lock, where they would only look in vain.
  readonly #queue = pLimit(1);

  private constructor(options: BareFolderOptions) {
    this.description = options.folder;
    this.branch = options.branch;
    this.#gitdir = options.folder;
    this.#ref = `refs/heads/${options.branch}`;
    this.#committer = options.author;
    this.#logger = options.logger;
    this.#lockTimes = { ...DEFAULT_LOCK_TIMES, ...options.lockTimes };
    this.#objects = new GitObjects(options.folder);
    this.#keys = new CommitKeys(this.#objects);
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

  async head(): Promise<string | undefined> {
    return this.#explained(async () => readRef(this.#gitdir, this.#ref));
  }

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

  async readBlob(blob: string): Promise<Buffer> {
    checkOid(blob);
    return this.#explained(async () => this.#objects.readBlob(blob));
  }

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

  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    const changes = parseChanges(options.changes);
    const message = formatCommitMessage(options);
    const author = options.author ?? this.#committer;
    checkPerson(author);

    return this.#queue(async () =>
      this.#explained(async () => {
        const blobs = await this.#writeBlobs(changes);
        const { expectedHead, idempotencyKey } = options;
        return this.#moveBranch(async head =>
          this.#prepare({
            head,
            blobs,
            message,
            author,
            expectedHead,
            idempotencyKey,
          }),
        );
      }),
    );
  }

  /**
   * Applies a change set to the head as it is under the lock. Everything but the contents is written there, so that no
   * commit of a head that has moved on is left behind.
   */
  async #moveBranch(prepare: PrepareCommit): Promise<GitOpsCommitResult> {
    for (;;) {
      const lock = await RefLock.acquire({
        gitdir: this.#gitdir,
        ref: this.#ref,
        times: this.#lockTimes,
        onStale: what => this.#logger.warn(`Removed a stale lock: ${what}`),
      });
      try {
        const result = await prepare(await readRef(this.#gitdir, this.#ref));
        if (result.outcome !== 'committed') {
          return result;
        }
        if (await lock.moveRef(result.commit)) {
          return result;
        }
      } finally {
        await lock.release();
      }
      this.#logger.warn(
        `Another machine took the lock of ${this.branch} away while this process was suspended; committing again`,
      );
    }
  }

  /** Writes the commit that the change set is on top of a head, or says why there is nothing to write. */
  async #prepare(options: {
    head: string | undefined;
    blobs: BlobChanges;
    message: string;
    author: GitOpsPerson;
    expectedHead?: string | null;
    idempotencyKey?: string;
  }): Promise<GitOpsCommitResult> {
    const { head, blobs, message, author, idempotencyKey } = options;
    if (head && idempotencyKey !== undefined) {
      const earlier = await this.#keys.find(head, idempotencyKey);
      if (earlier) {
        return { outcome: 'already-committed', commit: earlier };
      }
    }
    this.#checkExpectedHead(head, options.expectedHead);

    const before = await this.#tree(head);
    const after = await applyToTree({
      objects: this.#objects,
      root: before,
      changes: blobs,
    });
    if ((after ?? EMPTY_TREE) === (before ?? EMPTY_TREE)) {
      return { outcome: 'unchanged', head };
    }

    const commit = await this.#objects.writeCommit({
      tree: after ?? (await this.#objects.writeTree([])),
      parent: head ? [head] : [],
      author: stamped(author),
      committer: stamped(this.#committer),
      message,
    });
    return { outcome: 'committed', commit, parent: head };
  }

  #checkExpectedHead(
    head: string | undefined,
    expected: string | null | undefined,
  ): void {
    if (expected !== undefined && (expected ?? undefined) !== head) {
      throw new ConflictError(
        `Branch ${this.branch} is at ${head ?? 'no commit'}, not at ${
          expected ?? 'no commit'
        } any more; nothing was committed`,
      );
    }
  }

  async #writeBlobs(
    changes: ReadonlyMap<string, Buffer | undefined>,
  ): Promise<BlobChanges> {
    const limit = pLimit(MAX_PARALLEL_WRITES);
    const blobs = await Promise.all(
      [...changes].map(async ([path, content]) =>
        limit(
          async (): Promise<[string, string | undefined]> => [
            path,
            content && (await this.#objects.writeBlob(content)),
          ],
        ),
      ),
    );
    return new Map(blobs);
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
  branch: string;
  /** Identity of the portal: committer, and author where a commit names none. */
  author: GitOpsPerson;
  logger: LoggerService;
  /** Waiting times of the lock, for tests. */
  lockTimes?: Partial<RefLockTimes>;
}

type PrepareCommit = (head: string | undefined) => Promise<GitOpsCommitResult>;

function stamped(person: GitOpsPerson): CommitObject['author'] {
  const timestamp = Math.floor(Date.now() / 1000);
  return {
    name: person.name,
    email: person.email,
    timestamp,
    timezoneOffset: 0,
  };
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
