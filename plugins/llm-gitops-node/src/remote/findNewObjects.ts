import type { GitObjects } from '../objects/GitObjects';

/** The ids of a commit, its trees and contents, without what lies at the same place in a commit that is known. */
export async function findNewObjects(
  objects: GitObjects,
  commit: string,
): Promise<string[]> {
  const { tree, parent } = await objects.readCommit(commit);
  const known = await Promise.all(
    parent.map(async oid => (await objects.readCommit(oid)).tree),
  );
  const found = new Set([commit]);
  await addTree({ objects, found, tree, known });
  return [...found];
}

async function addTree(options: {
  objects: GitObjects;
  found: Set<string>;
  tree: string;
  /** What stands at this place in the parents. */
  known: string[];
}): Promise<void> {
  const { objects, found, tree, known } = options;
  if (known.includes(tree)) {
    return;
  }
  found.add(tree);
  const before = await Promise.all(
    known.map(async oid => objects.readTree(oid)),
  );
  for (const entry of await objects.readTree(tree)) {
    const there = before.flatMap(entries =>
      entries.filter(({ path }) => path === entry.path),
    );
    if (entry.type === 'tree') {
      const trees = there.filter(({ type }) => type === 'tree');
      await addTree({
        objects,
        found,
        tree: entry.oid,
        known: trees.map(({ oid }) => oid),
      });
    } else if (
      entry.type === 'blob' &&
      !there.some(({ oid }) => oid === entry.oid)
    ) {
      found.add(entry.oid);
    }
  }
}
