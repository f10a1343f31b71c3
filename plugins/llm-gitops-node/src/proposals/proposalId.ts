import { InputError } from '@backstage/errors';
import { checkBranchName } from '../changes/checkBranchName';

// Lower case only: some file systems hold two names that differ in nothing else for one.
const ID = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** What branches of proposals begin with where the configuration does not say. */
export const DEFAULT_PROPOSAL_PREFIX = 'modelyard';

/** Whether a text can be the id of a proposal. */
export function isProposalId(id: string): boolean {
  return (
    ID.test(id) &&
    !id.includes('..') &&
    !id.endsWith('.') &&
    !id.endsWith('.lock')
  );
}

/** The branch of a proposal; throws `InputError` for what cannot be an id. */
export function proposalBranch(prefix: string, id: string): string {
  if (!isProposalId(id)) {
    throw new InputError(
      `${JSON.stringify(
        id,
      )} cannot name a proposal (1 to 100 lower-case letters, digits, '.', '_', '-')`,
    );
  }
  return `${prefix}/${id}`;
}

/** Accepts a prefix whose branches can exist beside the main branch; throws `InputError` otherwise. */
export function checkProposalPrefix(prefix: string, branch: string): void {
  checkBranchName(prefix);
  if (`${branch}/`.startsWith(`${prefix}/`)) {
    throw new InputError(
      `the branch ${branch} leaves no room for branches ${prefix}/...`,
    );
  }
  if (`${prefix}/`.startsWith(`${branch}/`)) {
    throw new InputError(
      `branches ${prefix}/... cannot exist beside a branch ${branch}`,
    );
  }
}
