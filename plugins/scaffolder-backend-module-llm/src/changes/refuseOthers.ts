import { ConflictError } from '@backstage/errors';
import {
  GitOpsPerson,
  GitOpsProposalCommit,
} from '@modelyard/plugin-llm-gitops-node';
import { readPortalUsers } from '@modelyard/plugin-llm-node';

/** Who runs the template. */
export interface Proposer {
  userRef: string;
  person: GitOpsPerson;
}

/**
 * Throws ConflictError where others alone have made the change that is open under the name: a further version of it would take
 * the place of theirs, and they would still be named as who proposed it.
 *
 * @param options - `mayRead` says whether the proposer may know what others have proposed
 */
export function refuseOthers(options: {
  change: string;
  /** Newest first. */
  versions: readonly GitOpsProposalCommit[];
  proposer: Proposer;
  mayRead: boolean;
}): void {
  const { change, versions, proposer, mayRead } = options;
  if (versions.some(version => isBy(version, proposer))) {
    return;
  }
  const opened = versions[versions.length - 1];
  const [userRef] = opened ? readPortalUsers(opened.message) : [];
  const who =
    mayRead && opened
      ? `${opened.author.name}${userRef ? ` (${userRef})` : ''} has`
      : 'somebody else has';
  throw new ConflictError(
    `The change ${change} waits for a review already, and ${who} proposed it: nothing was proposed. Wait until it is merged, or ask for it to be withdrawn.`,
  );
}

function isBy(
  { author, message }: GitOpsProposalCommit,
  { userRef, person }: Proposer,
): boolean {
  const users = readPortalUsers(message);
  // A commit that somebody pushed says who made it in its own way.
  return users.length > 0
    ? users.includes(userRef)
    : author.email.toLowerCase() === person.email.toLowerCase();
}
