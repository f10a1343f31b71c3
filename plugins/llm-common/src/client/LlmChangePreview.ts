import type { LlmChangeAuthor } from './LlmChange';
import type { LlmChangeCheck } from './LlmChangeCheck';

/**
 * What stands for the digest of a change set where nobody could look at it before.
 *
 * @public
 */
export const LLM_NOT_PREVIEWED = 'not-previewed';

/**
 * A file that would be committed, beside what the main branch has.
 *
 * @public
 */
export interface LlmPreviewedFile {
  /** Path in the repository. */
  path: string;
  /** What would become of it. */
  outcome: 'added' | 'changed' | 'removed' | 'unchanged';
  /** Its text on the main branch; absent where it has none, and where `omitted` says why. */
  before?: string;
  /** Its text afterwards; absent where it has none, and where `omitted` says why. */
  after?: string;
  /** Why texts are left out; `not-allowed` concerns the text on the main branch alone. */
  omitted?: 'too-large' | 'binary' | 'too-many' | 'not-allowed';
  /** Size on the main branch. */
  bytesBefore?: number;
  /** Size afterwards. */
  bytesAfter?: number;
}

/**
 * What a dry run of a template would commit.
 *
 * @public
 */
export interface LlmChangePreview {
  /** Digest of the change set, which the real run compares. */
  digest: string;
  /** Whether somebody else reviews the change, or it is committed at once. */
  review: 'proposal' | 'direct';
  /** The files, sorted by path. */
  files: LlmPreviewedFile[];
  /** What the steps before found out. */
  checks: LlmChangeCheck[];
  /** Refs of the owners of what would change, before and after. */
  owners: string[];
  /** The change of the same name that waits for a review and would be revised; its facts only for who may see them. */
  revises?: {
    title?: string;
    proposedBy?: LlmChangeAuthor;
  };
}
