import { isError } from '@backstage/errors';

/**
 * Whether an error is what the backend answered with. Errors carry the one of
 * the backend as their cause; a 404 alone may mean that there is no backend.
 */
export function answeredWith(
  error: unknown,
  name: 'ConflictError' | 'NotFoundError',
): boolean {
  return isError(error) && isError(error.cause) && error.cause.name === name;
}

/** What the backend says about it, or whoever else has thrown. */
export function reasonOf(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  return isError(error.cause) ? error.cause.message : error.message;
}
