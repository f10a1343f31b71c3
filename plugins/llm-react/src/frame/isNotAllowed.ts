import { isError } from '@backstage/errors';

/**
 * Whether an error means that the user may not see something: a
 * `NotAllowedError`, or a response with status 403, also as the cause of
 * another error. Works by name, since errors lose their class on the wire.
 *
 * @public
 */
export function isNotAllowed(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  if (error.name === 'NotAllowedError' || error.statusCode === 403) {
    return true;
  }
  const { response, cause } = error;
  if (
    typeof response === 'object' &&
    response !== null &&
    'status' in response &&
    response.status === 403
  ) {
    return true;
  }
  return cause !== error && isNotAllowed(cause);
}
