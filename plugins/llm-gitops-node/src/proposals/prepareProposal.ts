import { ConflictError } from '@backstage/errors';
import { readIdempotencyKey } from '../changes/commitMessage';
import type { BranchHistory } from '../objects/BranchHistory';
import type { CommitBuilder, PreparedChange } from '../objects/CommitBuilder';
import type { BlobChanges } from '../objects/writeTrees';
import type { GitOpsProposeOptions, GitOpsProposeResult } from '../repository';
import {
  versionsOf,
  type ProposalCommits,
  type ProposalReader,
} from './ProposalReader';

interface ProposalToWrite {
  builder: CommitBuilder;
  /** That of the main branch. */
  history: BranchHistory;
  proposals: ProposalReader;
  mainBranch: string;
  mainHead: string | undefined;
  /** The branch of the proposal, and its commit; undefined where it does not exist. */
  branch: string;
  found: string | undefined;
  change: PreparedChange;
  blobs: BlobChanges;
  conditions: Pick<
    GitOpsProposeOptions,
    'id' | 'replace' | 'expectedHead' | 'beforeRevision'
  >;
}

/** What is open under the id, if anything is. */
interface OpenProposal extends ProposalCommits {
  head: string;
}

/** Writes the commit of a proposal, or says why there is nothing to write. */
export async function prepareProposal(
  options: ProposalToWrite,
): Promise<GitOpsProposeResult> {
  const { builder, mainHead, branch, change, blobs, conditions } = options;
  if (mainHead === undefined) {
    throw new ConflictError(
      `Branch ${options.mainBranch} has no commit yet that a proposal could branch off from`,
    );
  }
  const open = await findOpen(options, mainHead);
  const earlier = await findEarlier(options, mainHead, open);
  if (earlier) {
    return earlier;
  }
  const top = open?.head ?? mainHead;
  checkExpectedHead(options, open, top);
  if (open) {
    conditions.beforeRevision?.(versionsOf(open));
  }

  const isOnMain = !open || conditions.replace === true;
  const base = isOnMain ? mainHead : open.bases[0] ?? mainHead;
  const isRebased = isOnMain && open && open.bases[0] !== mainHead;
  const tree = await builder.applyTo(
    isOnMain ? mainHead : top,
    blobs,
    change.origins,
  );
  if (tree === (await builder.treeOf(top)) && !isRebased) {
    return { outcome: 'unchanged', head: top, ...(open && { branch }) };
  }
  const head = await builder.writeCommit({
    tree,
    // The main branch as a second parent is what the proposal branches off from then.
    parents: isRebased ? [top, mainHead] : [top],
    author: change.author,
    message: change.message,
  });
  return { outcome: 'proposed', branch, base, head };
}

async function findOpen(
  { history, proposals, branch, found, conditions }: ProposalToWrite,
  mainHead: string,
): Promise<OpenProposal | undefined> {
  // What was merged is no proposal any more, even where nobody has removed the branch yet.
  if (found === undefined || (await history.has(mainHead, found))) {
    return undefined;
  }
  const at = { id: conditions.id, branch, head: found, mainHead };
  return { head: found, ...(await proposals.commits(at)) };
}

async function findEarlier(
  { history, branch, change }: ProposalToWrite,
  mainHead: string,
  open: OpenProposal | undefined,
): Promise<GitOpsProposeResult | undefined> {
  const key = change.idempotencyKey;
  if (key === undefined) {
    return undefined;
  }
  const committed = await history.findKey(mainHead, key);
  if (committed) {
    return { outcome: 'already-committed', commit: committed };
  }
  const proposed = open?.commits.find(
    ({ commit }) => readIdempotencyKey(commit.message) === key,
  );
  return (
    open &&
    proposed && {
      outcome: 'already-proposed',
      branch,
      base: open.bases[0] ?? mainHead,
      head: open.head,
      commit: proposed.oid,
    }
  );
}

function checkExpectedHead(
  { conditions, mainBranch }: ProposalToWrite,
  open: OpenProposal | undefined,
  top: string,
): void {
  const { id, expectedHead } = conditions;
  if (expectedHead !== undefined && expectedHead !== top) {
    const what = open ? `Proposal ${id}` : `Branch ${mainBranch}`;
    throw new ConflictError(
      `${what} is at ${top}, not at ${expectedHead} any more; nothing was proposed`,
    );
  }
}
