import type { CommitObject } from 'isomorphic-git';
import type { GitOpsFileHistoryEntry } from '../repository';
import type { GitObjects } from './GitObjects';
import { isRegularFile } from './readTrees';

/** What files held over time; see `GitOpsRepository.fileHistory`. */
export async function* readFileHistory(options: {
  objects: GitObjects;
  paths: readonly string[];
  commit: string;
  until?: string;
}): AsyncGenerator<GitOpsFileHistoryEntry> {
  const { objects, until } = options;
  const followers = options.paths.map(path => ({
    path,
    blobIn: createFollower(objects, path),
  }));

  let newer: ReadonlyMap<string, string> | undefined;
  let commit: string | undefined = options.commit;
  while (commit !== undefined) {
    const found: CommitObject | undefined = await readIfThere(objects, commit);
    if (!found) {
      return;
    }
    const blobs = new Map<string, string>();
    for (const { path, blobIn } of followers) {
      const blob = await blobIn(found.tree);
      if (blob !== undefined) {
        blobs.set(path, blob);
      }
    }
    if (commit === until || !newer || !isSame(newer, blobs)) {
      yield { commit, blobs };
    }
    if (commit === until) {
      return;
    }
    newer = blobs;
    commit = found.parent[0];
  }
}

/** A shallow repository lacks the commits that its oldest ones name as parents. */
async function readIfThere(
  objects: GitObjects,
  commit: string,
): Promise<CommitObject | undefined> {
  try {
    return await objects.readCommit(commit);
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Finds one path in tree after tree. Most commits leave most folders as they are, so each level remembers the tree that
 * it was asked for last: a commit that changes something else costs the read of one or two trees.
 */
function createFollower(objects: GitObjects, path: string) {
  const names = path.split('/');
  const last: Array<{ tree: string; blob?: string } | undefined> = [];

  async function follow(tree: string, level: number) {
    const known = last[level];
    if (known?.tree === tree) {
      return known.blob;
    }
    const entries = await objects.readTree(tree);
    const entry = entries.find(e => e.path === names[level]);
    let blob: string | undefined;
    if (entry && level === names.length - 1) {
      blob = isRegularFile(entry) ? entry.oid : undefined;
    } else if (entry?.type === 'tree') {
      blob = await follow(entry.oid, level + 1);
    }
    last[level] = { tree, blob };
    return blob;
  }
  return async (tree: string): Promise<string | undefined> => follow(tree, 0);
}

function isSame(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): boolean {
  return a.size === b.size && [...a].every(([path, id]) => b.get(path) === id);
}
