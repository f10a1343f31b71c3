import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { CommitObject } from 'isomorphic-git';
import pLimit from 'p-limit';
import { checkPerson } from '../changes/checkPerson';
import { formatCommitMessage } from '../changes/commitMessage';
import { ChangeSet, parseChanges } from '../changes/parseChanges';
import type {
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsPerson,
} from '../repository';
import { CommitKeys } from './CommitKeys';
import type { GitObjects } from './GitObjects';
import { readRef } from './readRef';
import { DEFAULT_LOCK_TIMES, RefLock } from './RefLock';
import { applyToTree, BlobChanges } from './writeTrees';

const MAX_PARALLEL_WRITES = 16;
// The id of a tree without entries is the same everywhere.
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What a branch is written with. */
export interface BranchWriterOptions {
  gitdir: string;
  branch: string;
  committer: GitOpsPerson;
  objects: GitObjects;
  logger: LoggerService;
}

/** Commits to one branch of a bare repository. */
export class BranchWriter {
  readonly #gitdir: string;
  readonly #branch: string;
  readonly #ref: string;
  readonly #committer: GitOpsPerson;
  readonly #logger: LoggerService;
  readonly #objects: GitObjects;
  readonly #keys: CommitKeys;
  // Commits of one process queue here and not at the lock, where they would only look in vain.
  readonly #queue = pLimit(1);

  constructor(options: BranchWriterOptions) {
    this.#gitdir = options.gitdir;
    this.#branch = options.branch;
    this.#ref = `refs/heads/${options.branch}`;
    this.#committer = options.committer;
    this.#logger = options.logger;
    this.#objects = options.objects;
    this.#keys = new CommitKeys(options.objects);
  }

  /** As {@link GitOpsRepository.commit}. */
  async commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult> {
    const changes = parseChanges(options.changes);
    const message = formatCommitMessage(options);
    const author = options.author ?? this.#committer;
    checkPerson(author);

    return this.#queue(async () => {
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
    });
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
        times: DEFAULT_LOCK_TIMES,
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
        `Another machine took the lock of ${
          this.#branch
        } away while this process was suspended; committing again`,
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

    const before = head && (await this.#objects.readCommit(head)).tree;
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
        `Branch ${this.#branch} is at ${head ?? 'no commit'}, not at ${
          expected ?? 'no commit'
        } any more; nothing was committed`,
      );
    }
  }

  async #writeBlobs(changes: ChangeSet): Promise<BlobChanges> {
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
