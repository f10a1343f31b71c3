import { Issue } from './issue';

/**
 * The outcome of a function that can fail: a value, which warnings may accompany, or the issues that prevented it.
 *
 * @public
 */
export type Result<T> =
  | { ok: true; value: T; issues: Issue[] }
  | { ok: false; issues: Issue[] };
