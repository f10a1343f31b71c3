import type { CommitObject } from 'isomorphic-git';
import pLimit from 'p-limit';
import { checkPerson } from '../changes/checkPerson';
import { formatCommitMessage } from '../changes/commitMessage';
import { ChangeSet, originsOf, parseChanges } from '../changes/parseChanges';
import type { GitOpsCommitOptions, GitOpsPerson } from '../repository';
import type { GitObjects } from './GitObjects';
import { BlobOrigins, withWhatOthersChanged } from './withWhatOthersChanged';
import { applyToTree, BlobChanges } from './writeTrees';

const MAX_PARALLEL_WRITES = 16;
// The id of a tree without entries is the same everywhere.
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** A change set that has been checked, and is ready to be put on top of any commit. */
export interface PreparedChange {
  readonly changes: ChangeSet;
  readonly origins: BlobOrigins;
  readonly message: string;
  readonly author: GitOpsPerson;
  readonly idempotencyKey?: string;
}

/** Makes commits of change sets; moves no branch. */
export class CommitBuilder {
  readonly #objects: GitObjects;
  readonly #committer: GitOpsPerson;

  constructor(objects: GitObjects, committer: GitOpsPerson) {
    this.#objects = objects;
    this.#committer = committer;
  }

  /** Checks what is to be committed; throws `InputError` with the reason. */
  prepare(
    options: Pick<
      GitOpsCommitOptions,
      'message' | 'author' | 'changes' | 'idempotencyKey'
    >,
  ): PreparedChange {
    const changes = parseChanges(options.changes);
    const message = formatCommitMessage(options);
    const author = options.author ?? this.#committer;
    checkPerson(author);
    return {
      changes,
      origins: originsOf(options.changes),
      message,
      author,
      idempotencyKey: options.idempotencyKey,
    };
  }

  /** Writes the contents, which are the same whatever the commit is put on. */
  async writeBlobs(changes: ChangeSet): Promise<BlobChanges> {
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

  /** The tree that changes make out of that of a commit, or out of none. Throws ConflictError where it is another by now. */
  async applyTo(
    commit: string | undefined,
    changes: BlobChanges,
    origins: BlobOrigins,
  ): Promise<string> {
    const objects = this.#objects;
    const top = await this.treeOf(commit);
    const root = top === EMPTY_TREE ? undefined : top;
    const tree = await applyToTree({
      objects,
      root,
      changes: await withWhatOthersChanged({ objects, root, changes, origins }),
    });
    return tree ?? EMPTY_TREE;
  }

  /** The tree of a commit; the empty one where there is no commit. */
  async treeOf(commit: string | undefined): Promise<string> {
    return commit ? (await this.#objects.readCommit(commit)).tree : EMPTY_TREE;
  }

  /** Writes a commit of a tree; the portal is its committer. */
  async writeCommit(options: {
    tree: string;
    parents: string[];
    author: GitOpsPerson;
    message: string;
  }): Promise<string> {
    const { tree, parents, author, message } = options;
    return this.#objects.writeCommit({
      tree: tree === EMPTY_TREE ? await this.#objects.writeTree([]) : tree,
      parent: parents,
      author: stamped(author),
      committer: stamped(this.#committer),
      message,
    });
  }
}

function stamped(person: GitOpsPerson): CommitObject['author'] {
  const timestamp = Math.floor(Date.now() / 1000);
  return {
    name: person.name,
    email: person.email,
    timestamp,
    timezoneOffset: 0,
  };
}
