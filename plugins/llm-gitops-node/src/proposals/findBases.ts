import type { GitObjects } from '../objects/GitObjects';

/** Those of some commits that are no ancestor of another of them, the latest first: the best common ancestors. */
export async function findBases(
  objects: GitObjects,
  candidates: ReadonlySet<string>,
): Promise<string[]> {
  if (candidates.size < 2) {
    return [...candidates];
  }
  const best = new Set(candidates);
  const seen = new Set<string>();
  const waiting: string[] = [];
  const visitParents = async (oid: string) => {
    const { parent } = await objects.readCommit(oid);
    waiting.push(...parent.filter(p => !seen.has(p)));
  };

  for (const candidate of candidates) {
    await visitParents(candidate);
  }
  for (let oid = waiting.pop(); oid && best.size > 1; oid = waiting.pop()) {
    if (!seen.has(oid)) {
      seen.add(oid);
      best.delete(oid);
      await visitParents(oid);
    }
  }
  const dated = await Promise.all(
    [...best].map(async oid => {
      const { committer } = await objects.readCommit(oid);
      return { oid, timestamp: committer.timestamp };
    }),
  );
  return dated.sort((a, b) => b.timestamp - a.timestamp).map(({ oid }) => oid);
}
