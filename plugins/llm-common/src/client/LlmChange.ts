import type { LlmChangeCheck } from './LlmChangeCheck';

/**
 * A change of the GitOps repository that waits for somebody to review it.
 *
 * @public
 */
export interface LlmChangeSummary {
  /** Names the change. */
  id: string;
  /** What it is for, in one line. */
  title: string;
  /** The rest of what its author wrote. */
  body: string;
  /** Who opened it. */
  proposedBy: LlmChangeAuthor;
  /** When it was opened, in ISO 8601. */
  openedAt: string;
  /** When its newest version was made, in ISO 8601. */
  updatedAt: string;
  /** Id of the newest version, which a merge must name. */
  head: string;
}

/**
 * Who made a version of a change.
 *
 * @public
 */
export interface LlmChangeAuthor {
  /** As the commit says. */
  name: string;
  /** Ref of the portal's user; absent where the commit was not made through the portal. */
  userRef?: string;
}

/**
 * A file that a change adds, changes or removes.
 *
 * @public
 */
export interface LlmChangedFile {
  /** Path in the repository. */
  path: string;
  /** What becomes of it. */
  type: 'added' | 'changed' | 'removed';
  /** Its text before; absent where it is added, and where `omitted` says why. */
  before?: string;
  /** Its text after; absent where it is removed, and where `omitted` says why. */
  after?: string;
  /** Why the texts are left out. */
  omitted?: 'too-large' | 'binary';
}

/**
 * Why somebody may not merge a change: they made a version of it, they neither own all that it changes nor run the
 * platform, it is in conflict with what was merged since, it takes names that others have by now, or it is merged on the pages of the Git host.
 *
 * @public
 */
export type LlmMergeObstacle =
  | 'own-change'
  | 'not-responsible'
  | 'conflict'
  | 'names-taken'
  | 'elsewhere';

/**
 * A name that a change takes, and that somebody else has by now.
 *
 * @public
 */
export interface LlmTakenName {
  /** The field of the intent that gives it. */
  field: string;
  value: string;
  /** Where it has to be free, such as `on the gateway of fra-1`. */
  where: string;
  /** Ref of the entity that has it; absent where the one who asks may not see it. */
  by?: string;
}

/**
 * A change with all that a reviewer decides upon.
 *
 * @public
 */
export interface LlmChange extends LlmChangeSummary {
  /** Everybody who made a version of it. */
  authors: LlmChangeAuthor[];
  /** The files that it changes, sorted by path. */
  files: LlmChangedFile[];
  /** Refs of the owners of what it changes, before and after. */
  owners: string[];
  /**
   * Refs of those who all have to agree: somebody who belongs to every one of them may merge it, and who runs the platform.
   * Empty where only the latter may.
   */
  reviewers: string[];
  /** What the template found out when it made the newest version; empty where none is recorded. */
  checks: LlmChangeCheck[];
  /** Paths that were changed on the main branch as well since the change was begun. */
  conflicts: string[];
  /** Names that were free when it was made, and are not any more. */
  takenNames: LlmTakenName[];
  /** What stands against a merge by the one who asks; empty where they may merge. */
  obstacles: LlmMergeObstacle[];
  /** Whether the one who asks may withdraw it. */
  mayWithdraw: boolean;
  /** The page of the Git host where it is reviewed, if it is not here. */
  url?: string;
}
