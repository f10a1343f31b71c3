import { Capacity, Space } from './spaces';

/** An engine is started on no more devices than this for one copy. */
export const MOST_PER_COPY = 512;

/** Most devices that can share each layer. */
export function largestGroup(
  space: Space,
  { total, largest }: Capacity,
): number {
  return space.joinable
    ? Math.min(MOST_PER_COPY, space.fastBeyondNode ? total : largest)
    : 1;
}

/**
 * The nodes of one copy, each with an equal part of it. A copy that fits on a node is not torn; a larger one takes equally
 * many devices of each of its nodes, whole stages where each layer must stay on a node.
 */
export function nodesOfCopy(
  tensorParallel: number,
  pipelineParallel: number,
  space: Space,
  { largest }: Capacity,
): number | undefined {
  const size = tensorParallel * pipelineParallel;
  if (size <= largest) {
    return 1;
  }
  const divisible = tensorParallel <= largest ? pipelineParallel : size;
  if (
    largest === 0 ||
    (divisible === size && !space.fastBeyondNode && tensorParallel > 1)
  ) {
    return undefined;
  }
  for (let parts = Math.ceil(size / largest); parts <= divisible; parts += 1) {
    if (divisible % parts === 0) {
      return parts;
    }
  }
  return undefined;
}

/** How many copies nodes hold: parts of one copy lie on different nodes, parts of several may share one. */
export function copiesIn(
  capacity: Capacity,
  nodesPerCopy: number,
  unitsPerNode: number,
): number {
  let most = Math.floor(
    slotsIn(capacity, unitsPerNode, Infinity) / nodesPerCopy,
  );
  if (nodesPerCopy === 1 || most === 0) {
    return most;
  }
  let held = 0;
  while (held < most) {
    const middle = Math.ceil((held + most) / 2);
    if (slotsIn(capacity, unitsPerNode, middle) >= middle * nodesPerCopy) {
      held = middle;
    } else {
      most = middle - 1;
    }
  }
  return held;
}

/** Room for parts of copies, at most so many of them on one node. */
function slotsIn(
  { nodes }: Capacity,
  unitsPerNode: number,
  most: number,
): number {
  let slots = 0;
  for (const { units, count: number } of nodes) {
    slots += number * Math.min(most, Math.floor(units / unitsPerNode));
  }
  return slots;
}
