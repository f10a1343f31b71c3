import { closeVerdict, OpenVerdict } from './closeVerdict';
import { VERDICT_RANK } from './compareVerdicts';
import { Space } from './spaces';

interface Tried {
  readonly space: Space;
  readonly verdict: ReturnType<typeof closeVerdict>;
}

/**
 * The kind of partition that a group is judged by: the one with the best verdict. A partition that is large enough but taken
 * says more than one that is too small. Between those that fit, the smallest part of a GPU wins, with or without a price;
 * between those that do not, what comes closest.
 */
export function chooseSpace(tried: readonly Tried[]): OpenVerdict | undefined {
  // Most groups hand out units of one kind.
  return tried.length === 1
    ? tried[0].verdict
    : [...tried].sort(compare)[0]?.verdict;
}

function compare(a: Tried, b: Tried): number {
  const difference =
    VERDICT_RANK[a.verdict.verdict] - VERDICT_RANK[b.verdict.verdict] ||
    VERDICT_RANK[a.verdict.fit] - VERDICT_RANK[b.verdict.fit];
  if (difference !== 0) {
    return difference;
  }
  if (a.verdict.fit === 'does-not-fit') {
    return (
      requestsOf(b.verdict) - requestsOf(a.verdict) ||
      b.space.device.memoryBytes - a.space.device.memoryBytes
    );
  }
  const [x, y] = [a, b].map(({ verdict: { placement }, space }) => ({
    taken: partOfGpus(placement?.units ?? 0, space),
    units: placement?.units ?? 0,
  }));
  return x.taken - y.taken || x.units - y.units;
}

/** Requests that may run at the same time, none where the longest does not fit. */
function requestsOf({ sizing, placement }: OpenVerdict): number {
  return sizing && sizing.longestContext.high >= (placement?.maxModelLen ?? 0)
    ? sizing.typicalRequests.high
    : 0;
}

/** How much of GPUs units take, in millionths: what a price is counted by. */
export function partOfGpus(units: number, { device }: Space): number {
  return Math.round(units * device.share * 1e6);
}
