import type {
  GitOpsChange,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsPerson,
} from './changes';
import type { GitOpsProposals } from './GitOpsProposals';

/**
 * What to commit, and under which conditions.
 *
 * @public
 */
export interface GitOpsCommitOptions {
  /** Subject, and optionally an empty line and a body with trailers. */
  message: string;
  /** Who made the change; the portal's own identity from the configuration where it is absent. */
  author?: GitOpsPerson;
  /** Each path at most once, at most 10,000 in all; a file has at most 5 MiB, all of them 100 MiB. */
  changes: GitOpsChange[];
  /**
   * The commit that the change set was made from. When the branch has moved on, nothing is committed and a
   * `ConflictError` is thrown. `null` asks for a branch without any commit. Without it the change set is applied to
   * whatever the head is at that moment.
   */
  expectedHead?: string | null;
  /**
   * Names this change set for ever. A branch that has a commit with the same key is not changed again, whatever the
   * head is: so a step that is run twice commits once.
   */
  idempotencyKey?: string;
}

/**
 * What became of a commit.
 *
 * @public
 */
export type GitOpsCommitResult =
  /** The branch moved to `commit`. */
  | { outcome: 'committed'; commit: string; parent?: string }
  /** An earlier commit of the branch carries the idempotency key. */
  | { outcome: 'already-committed'; commit: string }
  /** The tree is already as asked; `head` is absent where the branch has no commit. */
  | { outcome: 'unchanged'; head?: string };

/**
 * An entry of the history.
 *
 * @public
 */
export interface GitOpsLogEntry {
  /** Id of the commit. */
  commit: string;
  /** None for a first commit, several for a merge. */
  parents: string[];
  /** Who made the change. */
  author: GitOpsPerson;
  /** When the commit was made, as an ISO 8601 instant in UTC. */
  committedAt: string;
  /** The whole message with its trailers. */
  message: string;
  /** The key that the commit was made with. */
  idempotencyKey?: string;
  /** Who has proposed and who has reviewed the change, where the commit is a merge that says so. */
  review?: GitOpsReview;
}

/**
 * What the trailers of a merge say. Whoever may push to the repository with git can write such trailers as well; the
 * portal lets nobody bring them along in a text.
 *
 * @public
 */
export interface GitOpsReview {
  /** The id of the proposal. */
  proposal: string;
  /** The authors of its commits, who opened it first. */
  proposedBy: GitOpsPerson[];
  /** Who merged it. */
  reviewedBy: GitOpsPerson;
}

/**
 * What some files held at a commit.
 *
 * @public
 */
export interface GitOpsFileHistoryEntry {
  /** The newest commit at which the files were like this. */
  commit: string;
  /** Id of the content by path; a path that is absent had no file. */
  blobs: ReadonlyMap<string, string>;
}

/**
 * One branch of the Git repository that holds the models, the pools and everything that is rendered for them. Every
 * read is of a commit, so that several reads with the same `commit` see one state.
 *
 * Methods throw `InputError` for a bad path or id, `NotFoundError` for what is not in the repository, `ConflictError`
 * where the branch has moved, and `ServiceUnavailableError` where the repository cannot be reached, read or written, or
 * stays locked.
 *
 * @public
 */
export interface GitOpsRepository extends GitOpsProposals {
  /** What the repository is called in logs and on pages: the folder, or the address without credentials. */
  readonly description: string;
  /** The branch that is read and committed to. */
  readonly branch: string;

  /** The commit at the tip of the branch, or undefined where the branch has no commit yet. */
  head(): Promise<string | undefined>;

  /**
   * The regular files below a folder, sorted by path; of a repository without commits, none. Symbolic links and
   * submodules are left out.
   */
  listFiles(options?: {
    /** A folder, such as `models/llama-3-3-70b`; the whole tree where absent. */
    prefix?: string;
    commit?: string;
  }): Promise<GitOpsFile[]>;

  /** The content of a file; `NotFoundError` where the commit has no such file. */
  readFile(options: { path: string; commit?: string }): Promise<Buffer>;

  /** The content that {@link GitOpsFile.blob} names. */
  readBlob(blob: string): Promise<Buffer>;

  /** Applies a change set and moves the branch, or says why it did not have to. */
  commit(options: GitOpsCommitOptions): Promise<GitOpsCommitResult>;

  /**
   * The newest commits of the branch, newest first, along first parents: a merge is one entry.
   */
  log(options: {
    limit: number;
    /** Only commits that changed this file or folder. */
    path?: string;
  }): Promise<GitOpsLogEntry[]>;

  /**
   * What files held over time, newest first along first parents. A commit at which none of them differs from the one
   * after it is left out. The walk goes as far as it is asked on, and ends with the entry of `until`, or where the
   * repository has no more history.
   */
  fileHistory(options: {
    paths: readonly string[];
    /** Where the walk begins. */
    commit: string;
    /** Where it ends, if it comes by: its entry is there even if nothing differs. */
    until?: string;
  }): AsyncIterable<GitOpsFileHistoryEntry>;

  /** The files that differ between two commits, sorted by path. */
  diff(from: string, to: string): Promise<GitOpsFileChange[]>;
}
