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
 * The equal parts of one copy that lie on one node each. A copy that fits on a node is not torn; a larger one takes equally
 * many devices of each of its nodes, whole stages where each layer must stay on a node.
 */
export function podOf(options: {
  tensorParallel: number;
  pipelineParallel: number;
  space: Space;
  capacity: Capacity;
}): { nodesPerCopy: number; unitsPerNode: number } | undefined {
  const { tensorParallel, pipelineParallel, space, capacity } = options;
  const { largest } = capacity;
  const size = tensorParallel * pipelineParallel;
  if (size <= largest) {
    return { nodesPerCopy: 1, unitsPerNode: size };
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
      return { nodesPerCopy: parts, unitsPerNode: size / parts };
    }
  }
  return undefined;
}

/** How many copies nodes hold: parts of one copy lie on different nodes, parts of several may share one. */
export function copiesIn(
  { nodes }: Capacity,
  pod: { nodesPerCopy: number; unitsPerNode: number },
): number {
  const slotsUpTo = (most: number) => {
    let slots = 0;
    for (const { units, count: number } of nodes) {
      slots += number * Math.min(most, Math.floor(units / pod.unitsPerNode));
    }
    return slots;
  };
  let most = Math.floor(slotsUpTo(Infinity) / pod.nodesPerCopy);
  if (pod.nodesPerCopy === 1 || most === 0) {
    return most;
  }
  let held = 0;
  while (held < most) {
    const middle = Math.ceil((held + most) / 2);
    if (slotsUpTo(middle) >= middle * pod.nodesPerCopy) {
      held = middle;
    } else {
      most = middle - 1;
    }
  }
  return held;
}
