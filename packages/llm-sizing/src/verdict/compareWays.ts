import type { Candidate } from './search';
import { Space } from './spaces';

/** The one with fewer units; between equals, as `searchPlacement` says. */
export function cheaper(
  a: Candidate,
  b: Candidate | undefined,
  { fastInNode }: Space,
): Candidate {
  if (!b) {
    return a;
  }
  const difference =
    a.units - b.units ||
    b.parallelism.dataParallel - a.parallelism.dataParallel ||
    (fastInNode
      ? a.parallelism.pipelineParallel - b.parallelism.pipelineParallel
      : a.parallelism.tensorParallel - b.parallelism.tensorParallel);
  return difference < 0 ? a : b;
}

/** The one with fewer stages. */
export function flatter(a: Candidate, b: Candidate | undefined): Candidate {
  const difference = b
    ? a.parallelism.pipelineParallel - b.parallelism.pipelineParallel ||
      a.units - b.units
    : -1;
  return b && difference >= 0 ? b : a;
}

/** The one that holds more, of two that hold too little. */
export function closer(a: Candidate, b: Candidate | undefined): Candidate {
  if (!b) {
    return a;
  }
  const requests = (of: Candidate) =>
    of.result.perhaps * of.parallelism.dataParallel;
  const difference =
    requests(b) - requests(a) ||
    // More GPUs that hold no more would only cost more.
    (requests(a) > 0
      ? a.units - b.units
      : b.result.capacity.available.high - a.result.capacity.available.high);
  return difference >= 0 ? b : a;
}
