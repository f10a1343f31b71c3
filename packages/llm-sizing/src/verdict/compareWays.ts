import type { Way } from './search';
import { Space } from './spaces';

/** The one with fewer units; between equals, as `searchPlacement` says. */
export function cheaper(
  a: Way,
  b: Way | undefined,
  { fastInNode }: Space,
): Way {
  if (!b) {
    return a;
  }
  const difference =
    a.units - b.units ||
    b.copies - a.copies ||
    (fastInNode
      ? a.pipelineParallel - b.pipelineParallel
      : a.tensorParallel - b.tensorParallel);
  return difference < 0 ? a : b;
}

/** The one with fewer stages. */
export function flatter(a: Way, b: Way | undefined): Way {
  const difference = b
    ? a.pipelineParallel - b.pipelineParallel || a.units - b.units
    : -1;
  return b && difference >= 0 ? b : a;
}

/** The one that holds more, of two that hold too little. */
export function closer(a: Way, b: Way | undefined): Way {
  if (!b) {
    return a;
  }
  const [ofA, ofB] = [requestsOf(a), requestsOf(b)];
  const difference =
    ofB - ofA ||
    // More GPUs that hold no more would only cost more.
    (ofA > 0
      ? a.units - b.units
      : b.result.capacity.available.high - a.result.capacity.available.high);
  return difference >= 0 ? b : a;
}

/** Requests that all copies may hold together. */
export function requestsOf({ result, copies }: Way): number {
  return result.perhaps * copies;
}
