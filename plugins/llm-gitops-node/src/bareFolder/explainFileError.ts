import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { hasCode } from './hasCode';

/** Turns the file system's refusals into one line that says what to do; other errors pass. */
export function explainFileError(error: unknown, folder: string): unknown {
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) {
    return new NotAllowedError(
      `The Git repository ${folder} cannot be used: ${reason(
        error,
      )}; the user that runs the backend must be allowed to read and write there`,
      error,
    );
  }
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    return new ServiceUnavailableError(
      `The Git repository ${folder} cannot be written: ${reason(error)}`,
      error,
    );
  }
  return error;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
