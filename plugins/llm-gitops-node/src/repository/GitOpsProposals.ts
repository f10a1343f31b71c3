import type { GitOpsChange, GitOpsFileChange, GitOpsPerson } from './changes';

/**
 * What to propose, and under which conditions.
 *
 * @public
 */
export interface GitOpsProposeOptions {
  /**
   * Names the proposal, and its branch: 1 to 100 lower-case letters, digits, `.`, `_` and `-`, beginning with a letter
   * or digit. Where a proposal of that name is open, this revises it.
   */
  id: string;
  /** The title, and optionally an empty line and a body: what the proposal is for, as of this version of it. */
  message: string;
  /** Who proposes; the portal's own identity from the configuration where it is absent. */
  author?: GitOpsPerson;
  /** As {@link GitOpsCommitOptions.changes}. */
  changes: GitOpsChange[];
  /**
   * True where the change set is the whole proposal: it is applied to the main branch as that is now, and what earlier
   * versions of the proposal changed is taken back. So a proposal that is in conflict with the main branch can be
   * mended. Without it a revision is applied to what the proposal holds.
   */
  replace?: boolean;
  /**
   * The commit that the new one is put on: the head of the proposal where one is open, otherwise that of the main
   * branch. When it is another by now, nothing is written and a `ConflictError` is thrown.
   */
  expectedHead?: string;
  /**
   * Looks at the versions of the proposal that is open under the id, newest first, before this one is put on them. What it
   * throws is thrown, and nothing is written. No other version comes in between.
   */
  beforeRevision?: (versions: readonly GitOpsProposalCommit[]) => void;
  /** Names this change set for ever, as {@link GitOpsCommitOptions.idempotencyKey}. */
  idempotencyKey?: string;
}

/**
 * What became of a change set that was proposed.
 *
 * @public
 */
export type GitOpsProposeResult =
  /** The branch of the proposal moved to `head`; `base` is what it branches off from. */
  | { outcome: 'proposed'; branch: string; base: string; head: string }
  /** A commit of the proposal carries the idempotency key. */
  | {
      outcome: 'already-proposed';
      branch: string;
      base: string;
      head: string;
      /** The one with the key. */
      commit: string;
    }
  /** A commit of the main branch carries the idempotency key: the proposal was merged, or committed without one. */
  | { outcome: 'already-committed'; commit: string }
  /** The proposal that is open on `branch`, or without one the main branch, already is as asked. */
  | { outcome: 'unchanged'; head: string; branch?: string };

/**
 * A change that waits for a review.
 *
 * @public
 */
export interface GitOpsProposalSummary {
  /** As it was named when it was proposed. */
  id: string;
  /** The branch that holds it, without `refs/heads/`. */
  branch: string;
  /** First line of the newest commit's message. */
  title: string;
  /** The rest of that message without trailers; empty where there is none. */
  body: string;
  /** Author of the oldest commit: who opened it. Whoever revised it stands in `commits`. */
  author: GitOpsPerson;
  /** The commit of the main branch that it branches off from; absent where the two have no history in common. */
  base?: string;
  /** The newest commit, which a merge must name. */
  head: string;
  /** When the oldest commit was made, as an ISO 8601 instant in UTC. */
  openedAt: string;
  /** When the newest commit was made, as an ISO 8601 instant in UTC. */
  updatedAt: string;
  /** The commits that the main branch does not have, newest first. */
  commits: GitOpsProposalCommit[];
}

/**
 * One version of a proposal.
 *
 * @public
 */
export interface GitOpsProposalCommit {
  /** Id of the commit. */
  commit: string;
  /** Who proposed this version. */
  author: GitOpsPerson;
  /** When the commit was made, as an ISO 8601 instant in UTC. */
  committedAt: string;
  /** The whole message with its trailers. */
  message: string;
}

/**
 * A file that the main branch and a proposal have both changed since the proposal's base, each in its own way. An id is
 * absent where there is no file.
 *
 * @public
 */
export interface GitOpsConflict {
  /** Relative to the root of the tree. */
  path: string;
  /** Id of the content that both began with. */
  baseBlob?: string;
  /** Id of the content on the main branch. */
  mainBlob?: string;
  /** Id of the content in the proposal. */
  proposalBlob?: string;
}

/**
 * A catalog file that the main branch and a proposal have both changed, in different places.
 *
 * @public
 */
export interface GitOpsMergedFile {
  /** Relative to the root of the tree. */
  path: string;
  /** Its text with the lines of both. */
  content: string;
}

/**
 * A proposal and what a reviewer decides upon.
 *
 * @public
 */
export interface GitOpsProposal extends GitOpsProposalSummary {
  /** The files that differ between base and head, sorted by path. */
  diff: GitOpsFileChange[];
  /** The head of the main branch that `conflicts` was found against. */
  mainHead: string;
  /** Whether the proposal can be merged into that head as it is. */
  mergesCleanly: boolean;
  /** What stands against a merge, sorted by path. */
  conflicts: GitOpsConflict[];
  /** The files of which a merge would take lines from both sides. */
  merged: GitOpsMergedFile[];
}

/**
 * Which proposal is merged, and who has reviewed it.
 *
 * @public
 */
export interface GitOpsMergeOptions {
  /** Names the proposal. */
  id: string;
  /** The head that the reviewer has seen; a `ConflictError` is thrown where it has moved since. */
  expectedHead: string;
  /** The reviewer: author of the merge commit. */
  mergedBy: GitOpsPerson;
  /** Subject and optionally body of the merge commit; title and body of the proposal where it is absent. */
  message?: string;
  /**
   * Looks at the head of the main branch that is merged into, and at the files of which the merge takes lines from both sides,
   * as they will be. What it throws is thrown, and nothing is merged.
   */
  check?: (merge: {
    mainHead: string;
    merged: readonly GitOpsMergedFile[];
  }) => Promise<void>;
}

/**
 * What became of a merge.
 *
 * @public
 */
export type GitOpsMergeResult =
  /** The main branch moved from `parent` to `commit`. */
  | { outcome: 'merged'; commit: string; parent: string }
  /**
   * The head that was named is part of the main branch: an earlier call has merged it by `commit`, or somebody with
   * git has, without a merge commit.
   */
  | { outcome: 'already-merged'; commit: string };

/**
 * Changes that somebody else reviews before they become part of the main branch. Each lies on a branch of its own,
 * `<prefix>/<id>`, so that git and the host's own pages show it as well.
 *
 * Who may propose, merge or withdraw is not decided here. Methods throw as those of {@link GitOpsRepository}.
 *
 * @public
 */
export interface GitOpsProposals {
  /** Whether {@link GitOpsProposals.mergeProposal} merges; false where that is done on the pages of the Git host. */
  readonly canMerge: boolean;

  /**
   * Puts a change set on a branch of its own, or on top of the proposal that is open under the same id. `ConflictError`
   * where the main branch has no commit that it could branch off from.
   */
  propose(options: GitOpsProposeOptions): Promise<GitOpsProposeResult>;

  /** The open proposals, newest first. */
  listProposals(): Promise<GitOpsProposalSummary[]>;

  /** An open proposal; `NotFoundError` where none has that id, or it is merged already. */
  readProposal(id: string): Promise<GitOpsProposal>;

  /**
   * Merges an open proposal into the main branch, file by file: what only one side has changed is taken from there. Of a
   * catalog file to which both have added something, or in which they have changed different fields, both are taken.
   * Where both have changed any other file differently, a `ConflictError` names the files and nothing is written. The proposal's
   * branch is removed afterwards. A second call with the same head says what the first has done.
   *
   * The merge commit carries `Proposed-by` for each author and `Reviewed-by` for the reviewer as trailers.
   */
  mergeProposal(options: GitOpsMergeOptions): Promise<GitOpsMergeResult>;

  /** Removes the branch of a proposal; `NotFoundError` where there is none, `ConflictError` where its head is another. */
  withdrawProposal(options: {
    id: string;
    /** The head as it was seen. */
    expectedHead: string;
  }): Promise<void>;

  /**
   * The page where a person asks the Git host to merge the proposal; undefined where there is no host, or its pages are
   * not known.
   */
  proposalUrl(id: string): string | undefined;
}
