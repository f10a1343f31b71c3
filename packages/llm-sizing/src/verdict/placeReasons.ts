import { AssessedDevices } from './AssessOptions';
import { Reason, reason } from './reasonCodes';
import { Candidate, SearchResult } from './search';
import { Space } from './spaces';
import { count } from './words';

/** What is worth knowing of the way that a model would be placed. */
export function placeReasons(options: {
  devices: AssessedDevices;
  space: Space;
  best: Candidate;
  found: SearchResult;
}): Reason[] {
  const { devices, space, best, found } = options;
  return [
    sharedReason(devices, space),
    linkReason(options),
    stageReason(best, found.fewerStages),
    nodesReason(best),
  ].filter(isReason);
}

function isReason(said: Reason | undefined): said is Reason {
  return said !== undefined;
}

function sharedReason(
  { sharing: { strategy, replicas } }: AssessedDevices,
  { unit }: Space,
): Reason | undefined {
  if (unit !== 'share') {
    return undefined;
  }
  return strategy === 'time-slicing'
    ? reason(
        'time-slicing',
        `each GPU is shared by ${replicas} workloads that take turns, and nothing keeps one from taking the memory of the others: the engine must be told its part`,
      )
    : reason(
        'shared-compute',
        `each GPU is shared by ${replicas} workloads, which slow each other down`,
      );
}

function nodesReason(best: Candidate): Reason | undefined {
  return best.nodesPerCopy > 1
    ? reason(
        'several-nodes',
        `one copy takes ${count(best.unitsPerNode, 'gpu')} on each of ${
          best.nodesPerCopy
        } nodes`,
      )
    : undefined;
}

/** The cheapest way is not the fastest one, where GPUs could share each layer instead. */
function stageReason(
  best: Candidate,
  flat: Candidate | undefined,
): Reason | undefined {
  if (!flat || flat.units <= best.units) {
    return undefined;
  }
  const { pipelineParallel: stages, tensorParallel } = flat.parallelism;
  return reason(
    'stages-are-slow',
    `the cheapest way has ${
      best.parallelism.pipelineParallel
    } stages, through which every token passes one after the other; ${
      flat.units
    } GPUs, of which ${tensorParallel} share each layer${
      stages > 1 ? ` in ${stages} stages` : ''
    }, would answer faster`,
  );
}

function linkReason(options: {
  devices: AssessedDevices;
  space: Space;
  best: Candidate;
}): Reason | undefined {
  const { devices, space, best } = options;
  const { tensorParallel, pipelineParallel } = best.parallelism;
  const { interconnect } = devices;
  if (tensorParallel > 1 && !space.fastInNode) {
    return reason(
      'slow-link',
      `${tensorParallel} GPUs share each layer without a fast link between them, which makes answers slow`,
    );
  }
  const network =
    interconnect !== undefined &&
    interconnect.span !== 'node' &&
    interconnect.kind !== 'ethernet' &&
    interconnect.kind !== 'pcie';
  return pipelineParallel > 1 && best.nodesPerCopy > 1 && !network
    ? reason(
        'slow-link',
        'stages of the model lie on nodes that no fast network is known to join',
      )
    : undefined;
}
