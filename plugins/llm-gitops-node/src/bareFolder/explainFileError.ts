import { ServiceUnavailableError } from '@backstage/errors';
import { hasCode } from '../errors/hasCode';

/** Turns the file system's refusals into one line that says what to do; other errors pass. */
export function explainFileError(error: unknown, folder: string): unknown {
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) {
    return new ServiceUnavailableError(
      `The user that runs the backend must be allowed to read and write the Git repository ${folder}`,
      error,
    );
  }
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    return new ServiceUnavailableError(
      `No space is left for the Git repository ${folder}`,
      error,
    );
  }
  return error;
}
