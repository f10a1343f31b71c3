import type { Issue } from '@modelyard/llm-units';

/**
 * What keeping a manifest as it is leads to.
 *
 * - `rejected`: a cluster of the target does not take it.
 * - `ineffective`: it is taken, and does not do what it says.
 * - `outdated`: it works, by a name or a version that is going away.
 * - `possible`: it works and stays, and there is a way now that can do more.
 *
 * @public
 */
export type ModernisationEffect =
  | 'rejected'
  | 'ineffective'
  | 'outdated'
  | 'possible';

/**
 * Something in a manifest that time has passed by. `rejected` and `ineffective` are errors, the others warnings.
 *
 * @public
 */
export interface ModernisationFinding extends Issue {
  /** Place of the object in the list that was given, from 0. */
  object: number;
  /** What keeping it leads to. */
  effect: ModernisationEffect;
  /** Whether the proposal mends it; where not, a person has to decide something. */
  mended: boolean;
}
