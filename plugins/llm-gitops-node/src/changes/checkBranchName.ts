import { InputError } from '@backstage/errors';

const COMPONENT = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/**
 * Accepts branch names of a safe subset of what git-check-ref-format(1) allows, because the name becomes a file path.
 */
export function checkBranchName(branch: string): void {
  const parts = branch.split('/');
  const safe = parts.every(
    part =>
      COMPONENT.test(part) &&
      !part.includes('..') &&
      !part.endsWith('.') &&
      !part.endsWith('.lock'),
  );
  if (!safe || branch.length > 200) {
    throw new InputError(
      `${JSON.stringify(
        branch,
      )} is not a branch name (letters, digits, '.', '_', '-', parts separated by '/')`,
    );
  }
}
