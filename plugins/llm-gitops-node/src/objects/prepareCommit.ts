import { ConflictError } from '@backstage/errors';
import type { GitOpsCommitResult } from '../repository';
import type { BranchHistory } from './BranchHistory';
import type { CommitBuilder, PreparedChange } from './CommitBuilder';
import type { BlobChanges } from './writeTrees';

/** Writes the commit that a change set is on top of a head, or says why there is nothing to write. */
export async function prepareCommit(options: {
  builder: CommitBuilder;
  history: BranchHistory;
  branch: string;
  head: string | undefined;
  expectedHead: string | null | undefined;
  change: PreparedChange;
  blobs: BlobChanges;
}): Promise<GitOpsCommitResult> {
  const { builder, history, head, change, blobs } = options;
  const { idempotencyKey, author, message } = change;
  if (head && idempotencyKey !== undefined) {
    const earlier = await history.findKey(head, idempotencyKey);
    if (earlier) {
      return { outcome: 'already-committed', commit: earlier };
    }
  }
  checkExpectedHead(options);

  const tree = await builder.applyTo(head, blobs, change.origins);
  if (tree === (await builder.treeOf(head))) {
    return { outcome: 'unchanged', head };
  }
  const parents = head ? [head] : [];
  const commit = await builder.writeCommit({ tree, parents, author, message });
  return { outcome: 'committed', commit, parent: head };
}

function checkExpectedHead(options: {
  branch: string;
  head: string | undefined;
  expectedHead: string | null | undefined;
}): void {
  const { branch, head, expectedHead } = options;
  if (expectedHead !== undefined && (expectedHead ?? undefined) !== head) {
    throw new ConflictError(
      `Branch ${branch} is at ${head ?? 'no commit'}, not at ${
        expectedHead ?? 'no commit'
      } any more; nothing was committed`,
    );
  }
}
