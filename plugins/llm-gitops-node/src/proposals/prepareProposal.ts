import { ConflictError } from '@backstage/errors';
import type { BranchHistory } from '../objects/BranchHistory';
import type { CommitBuilder, PreparedChange } from '../objects/CommitBuilder';
import type { BlobChanges } from '../objects/writeTrees';
import type { GitOpsProposeOptions, GitOpsProposeResult } from '../repository';
import { readIdempotencyKey } from '../changes/commitMessage';
import type { ProposalAt, ProposalReader } from './ProposalReader';

/**
 * Writes the commit of a proposal, or says why there is nothing to write.
 */
export async function prepareProposal(options: {
  builder: CommitBuilder;
  history: BranchHistory;
  proposals: ProposalReader;
  /** The proposal as it is; its head is absent where none is open. */
  at: Omit<ProposalAt, 'head'> & { head?: string };
  change: PreparedChange;
  blobs: BlobChanges;
  conditions: Pick<GitOpsProposeOptions, 'replace' | 'expectedHead'>;
}): Promise<GitOpsProposeResult> {
  const { builder, at, change, blobs, conditions } = options;
  const { branch, mainHead, head } = at;
  const earlier = await findEarlier(options);
  if (earlier) {
    return earlier;
  }
  const top = head ?? mainHead;
  const { expectedHead } = conditions;
  if (expectedHead !== undefined && expectedHead !== top) {
    const what = head ? `Proposal ${at.id}` : 'The main branch';
    throw new ConflictError(
      `${what} is at ${top}, not at ${expectedHead} any more; nothing was proposed`,
    );
  }

  const base = head && (await baseOf(options.proposals, { ...at, head }));
  const isOnMain = !head || conditions.replace === true;
  const tree = await builder.applyTo(isOnMain ? mainHead : top, blobs);
  const isRebased = isOnMain && top !== mainHead && base !== mainHead;
  if (tree === (await builder.treeOf(top)) && !isRebased) {
    return { outcome: 'unchanged', head: top };
  }
  const commit = await builder.writeCommit({
    tree,
    // The main branch as a second parent is what the proposal branches off from then.
    parents: isRebased ? [top, mainHead] : [top],
    author: change.author,
    message: change.message,
  });
  return {
    outcome: 'proposed',
    branch,
    base: (isOnMain ? mainHead : base) ?? mainHead,
    head: commit,
  };
}

async function findEarlier(
  options: Parameters<typeof prepareProposal>[0],
): Promise<GitOpsProposeResult | undefined> {
  const { history, proposals, at, change } = options;
  const { branch, mainHead, head } = at;
  const key = change.idempotencyKey;
  if (key === undefined) {
    return undefined;
  }
  const committed = await history.findKey(mainHead, key);
  if (committed) {
    return { outcome: 'already-committed', commit: committed };
  }
  if (head) {
    const { commits, bases } = await proposals.commits({ ...at, head });
    const found = commits.find(
      ({ commit }) => readIdempotencyKey(commit.message) === key,
    );
    if (found) {
      return {
        outcome: 'already-proposed',
        branch,
        base: bases[0] ?? mainHead,
        head,
        commit: found.oid,
      };
    }
  }
  return undefined;
}

async function baseOf(
  proposals: ProposalReader,
  at: ProposalAt,
): Promise<string | undefined> {
  const { bases } = await proposals.commits(at);
  return bases[0];
}
