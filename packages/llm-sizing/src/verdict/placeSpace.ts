import { Parallelism } from '../sizing/EngineOptions';
import { copyCapacity, longestContext, needsOf } from '../sizing/capacity';
import { describeMemory } from '../sizing/memory';
import { Range } from '../sizing/Range';
import { engineSees, times, utilizationOf } from '../sizing/sizeModel';
import { estimateThroughput } from '../sizing/throughput';
import { knownCount } from '../sizing/known';
import { Placement, PlacementSizing } from './Assessment';
import { Candidate } from './search';
import { Space } from './spaces';
import { ShapeTable } from './ShapeTable';
import { Variant } from './variants';

/** How a model would be placed, for people and for those who render it. */
export function placementOf(options: {
  variant: Variant;
  space: Space;
  best: Candidate;
}): Placement {
  const { variant, space, best } = options;
  const { device, unit } = space;
  // Where a shared GPU shows all of its memory, the engine's share of it is a part of its own part.
  const share = device.memoryBytes / engineSees(device);
  return {
    version: variant.version,
    parallelism: best.parallelism,
    unit,
    profile: device.profile,
    units: best.units,
    nodesPerCopy: best.nodesPerCopy,
    gpusPerNode: best.unitsPerNode,
    gpuMemoryUtilization: roundedDown(utilizationOf(variant.engine) * share),
    maxModelLen: variant.maxModelLen,
  };
}

/** Flags take two digits, and more than the part is too much. */
function roundedDown(share: number): number {
  return Math.floor(share * 1000 + 1e-9) / 1000;
}

/** What fits in a placement. Placements on equal devices share it. */
export function sizingOf(options: {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  best: Candidate;
}): PlacementSizing {
  const { table, best } = options;
  const key = keyOf(best.parallelism);
  let sizing = table.sizings.get(key);
  if (!sizing) {
    sizing = computeSizing(options);
    table.sizings.set(key, sizing);
  }
  return sizing;
}

function computeSizing(options: {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  best: Candidate;
}): PlacementSizing {
  const { variant, table, space, best } = options;
  const { capacity, needs } = best.result;
  const stages = needs.map(({ stage }) => stage);
  const { budget } = table;
  const copies = best.parallelism.dataParallel;
  const { workload, maxModelLen, architecture } = variant;
  const longest = copyCapacity(
    needsOf(stages, { typicalTokens: maxModelLen, longestTokens: maxModelLen }),
    budget,
  );
  return {
    memory: describeMemory({ capacity, device: space.device, budget }),
    longestContext: longestContext({
      stages,
      budget,
      limit: knownCount(architecture.contextLength) ?? maxModelLen,
    }),
    typicalRequests: times(capacity.requests, copies),
    longestRequests: times(longest.requests, copies),
    throughput: estimateThroughput({
      stage: capacity.stage,
      device: space.device,
      workload,
      running: runningOf(
        capacity.requests,
        workload.concurrentRequests,
        copies,
      ),
      copies,
    }),
  };
}

/** Requests that run on one copy: those that are wanted, as far as they fit. */
function runningOf(fitting: Range, wanted: number, copies: number): number {
  return Math.min(Math.ceil(wanted / copies), fitting.high);
}

function keyOf({
  tensorParallel,
  pipelineParallel,
  dataParallel,
}: Parallelism): string {
  return `${tensorParallel} ${pipelineParallel} ${dataParallel}`;
}
