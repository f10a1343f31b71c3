import { ConflictError } from '@backstage/errors';
import type { GitOpsConflict } from '../repository';

const MAX_NAMED = 20;

/** Says which files stand against a merge. */
export function conflictError(
  id: string,
  branch: string,
  conflicts: readonly GitOpsConflict[],
): ConflictError {
  const named = conflicts.slice(0, MAX_NAMED).map(({ path }) => path);
  const rest = conflicts.length - named.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return new ConflictError(
    `Proposal ${id} is in conflict with branch ${branch}, which has changed ${named.join(
      ', ',
    )}${more} as well; nothing was merged`,
  );
}

/** Says that a proposal is not what somebody has seen any more. */
export function changedSince(
  id: string,
  head: string,
  expectedHead: string,
): ConflictError {
  return new ConflictError(
    `Proposal ${id} has changed since it was looked at: it is at ${head}, not at ${expectedHead}; look at it again`,
  );
}
