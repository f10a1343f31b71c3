import type { CommitObject } from 'isomorphic-git';
import { readIdempotencyKey, readReview } from '../changes/commitMessage';
import type { GitOpsLogEntry } from '../repository';
import type { GitObjects } from './GitObjects';
import { findEntry } from './readTrees';

/** The newest commits along first parents, newest first; with a path those that changed it. */
export async function readLog(options: {
  objects: GitObjects;
  head: string | undefined;
  limit: number;
  path?: string;
}): Promise<GitOpsLogEntry[]> {
  const { objects, head, limit, path } = options;
  const log: GitOpsLogEntry[] = [];

  let oid = head;
  let commit = oid ? await objects.readCommit(oid) : undefined;
  let state = await pathState(objects, commit, path);
  while (oid && commit && log.length < limit) {
    const parentOid: string | undefined = commit.parent[0];
    const parent = parentOid ? await objects.readCommit(parentOid) : undefined;
    const parentState = await pathState(objects, parent, path);
    if (path === undefined || state !== parentState) {
      log.push(toLogEntry(oid, commit));
    }
    oid = parentOid;
    commit = parent;
    state = parentState;
  }
  return log;
}

/** What stands at a path in a commit, as a value that changes when it changes. */
async function pathState(
  objects: GitObjects,
  commit: CommitObject | undefined,
  path: string | undefined,
): Promise<string | undefined> {
  if (!commit || path === undefined) {
    return undefined;
  }
  const entry = await findEntry(objects, commit.tree, path);
  return entry && `${entry.mode} ${entry.oid}`;
}

function toLogEntry(oid: string, commit: CommitObject): GitOpsLogEntry {
  const { author, committer, message, parent } = commit;
  return {
    commit: oid,
    parents: parent,
    author: { name: author.name, email: author.email },
    committedAt: new Date(committer.timestamp * 1000).toISOString(),
    message,
    idempotencyKey: readIdempotencyKey(message),
    review: parent.length > 1 ? readReview(message) : undefined,
  };
}
