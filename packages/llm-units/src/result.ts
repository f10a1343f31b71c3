import { Issue } from './issue';

/**
 * The outcome of a function that can fail: a value, which warnings may accompany, or the issues that prevented it.
 *
 * @public
 */
export type Result<T> =
  | { ok: true; value: T; issues: Issue[] }
  | { ok: false; issues: Issue[] };

/**
 * Makes the result of a function that succeeded.
 *
 * @public
 */
export function success<T>(value: T): Result<T> {
  return { ok: true, value, issues: [] };
}

/**
 * Makes the result of a function that failed on its input as a whole. A caller that knows where the input stood puts its
 * own path in.
 *
 * @public
 */
export function failure<T>(code: string, message: string): Result<T> {
  return {
    ok: false,
    issues: [{ path: '', code, message, severity: 'error' }],
  };
}
