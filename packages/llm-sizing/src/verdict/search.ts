import { Parallelism } from '../sizing/EngineOptions';
import { parallelismOf } from '../sizing/sizeModel';
import { cheaper, closer, flatter } from './compareCandidates';
import { fittingReasons } from './fittingReasons';
import { Reason } from './reasonCodes';
import { copiesIn, largestGroup, MOST_PER_COPY, podOf } from './pods';
import { Capacity, Space } from './spaces';
import { fixedProblem, nothingFound } from './splitReasons';
import { ShapeResult, ShapeTable } from './ShapeTable';
import { Variant } from './variants';

/** A way to place a model on units of a space. */
export interface Candidate {
  readonly parallelism: Parallelism;
  readonly result: ShapeResult;
  /** All copies together. */
  readonly units: number;
  readonly nodesPerCopy: number;
  readonly unitsPerNode: number;
}

/** The best way that was found, and what is to be said of it. */
export interface SearchResult {
  readonly fit: 'fits' | 'tight' | 'does-not-fit';
  /** What fits with the fewest units, or what comes closest; absent where nothing can be placed at all. */
  readonly best?: Candidate;
  /** What fits with fewer stages on more units, where the best has several. */
  readonly fewerStages?: Candidate;
  readonly reasons: readonly Reason[];
  /** Ways to spread one copy that were compared. */
  readonly considered: number;
}

/**
 * Finds the way to place a model on nodes with the fewest units. Between equals, more copies win, because they do not depend
 * on each other; then sharing each layer where a fast link joins the devices, and stages where none does, as vLLM advises
 * (docs, "Parallelism and Scaling").
 */
export function searchPlacement(options: {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  capacity: Capacity;
}): SearchResult {
  const { table, capacity } = options;
  const { key } = capacity;
  let found = table.searches.get(key);
  if (!found) {
    found = search(options);
    table.searches.set(key, found);
  }
  return found;
}

interface Found {
  surely?: Candidate;
  perhaps?: Candidate;
  closest?: Candidate;
  /** What surely fits with the fewest stages. */
  fewest?: Candidate;
  /** The widest spread that was passed over, because not even weights fit. */
  widest?: Candidate;
  considered: number;
}

function search(options: {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  capacity: Capacity;
}): SearchResult {
  const { variant, table, space, capacity } = options;
  const problem = fixedProblem(options);
  if (problem) {
    return { fit: 'does-not-fit', reasons: [problem], considered: 0 };
  }
  const found: Found = { considered: 0 };
  const { total } = capacity;
  const { tensorParallel: tensor, pipelineParallel: pipeline } = variant.engine;
  for (const tensorParallel of range(tensor, largestGroup(space, capacity))) {
    if (variant.isLegal(tensorParallel)) {
      const deepest = space.joinable
        ? Math.min(
            Math.floor(total / tensorParallel),
            Math.floor(MOST_PER_COPY / tensorParallel),
            table.layers,
          )
        : 1;
      for (const pipelineParallel of range(pipeline, deepest)) {
        const size = tensorParallel * pipelineParallel;
        if (isPast({ found, space, size, pipelineParallel })) {
          break;
        }
        consider({ ...options, found, tensorParallel, pipelineParallel });
      }
    }
  }
  const { surely, perhaps, closest, widest, fewest, considered } = found;
  const best = surely ?? perhaps ?? closest ?? widest;
  if (!best) {
    return {
      fit: 'does-not-fit',
      reasons: [nothingFound(options)],
      considered,
    };
  }
  const tight = perhaps ? 'tight' : 'does-not-fit';
  const fit = surely ? 'fits' : tight;
  return {
    fit,
    best,
    fewerStages:
      space.fastInNode && fewest !== surely && surely ? fewest : undefined,
    considered,
    reasons: fittingReasons({ variant, table, space, fit, best }),
  };
}

/** Whether neither fewer units nor, where layers can be shared well, fewer stages can be found any more. */
function isPast(options: {
  found: Found;
  space: Space;
  size: number;
  pipelineParallel: number;
}): boolean {
  const { found, space, size, pipelineParallel } = options;
  const stages = found.fewest?.parallelism.pipelineParallel ?? 1;
  return (
    found.surely !== undefined &&
    size > found.surely.units &&
    (!space.fastInNode || pipelineParallel >= stages)
  );
}

/** One value where it is fixed, else all up to the most. */
function* range(fixed: number | undefined, most: number): Iterable<number> {
  if (fixed !== undefined) {
    yield fixed;
    return;
  }
  for (let value = 1; value <= most; value += 1) {
    yield value;
  }
}

function consider(options: {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  capacity: Capacity;
  found: Found;
  tensorParallel: number;
  pipelineParallel: number;
}) {
  const { variant, table, space, capacity, found, ...split } = options;
  const size = split.tensorParallel * split.pipelineParallel;
  const pod = podOf({ ...split, space, capacity });
  const most = pod === undefined ? 0 : copiesIn(capacity, pod);
  if (!pod || most === 0) {
    return;
  }
  found.considered += 1;
  const copiesGiven = variant.engine.dataParallel;
  const base = { ...parallelismOf(variant.engine), ...split };
  const place = (copies: number): Candidate => ({
    parallelism: { ...base, dataParallel: copies },
    result: table.resultOf({ ...base, dataParallel: copies }),
    units: size * copies,
    ...pod,
  });
  if (copiesGiven !== undefined && copiesGiven > most) {
    return;
  }
  if (!base.expertParallel && table.weightsLow / size > table.budget.bytes) {
    // Not even weights fit: nothing of the rest has to be computed, unless nothing else is found.
    const widest = found.widest?.units ?? 0;
    // Between equals, as in `cheaper`: later ones share each layer among more devices.
    if (!found.closest && (space.fastInNode ? size >= widest : size > widest)) {
      found.widest = place(copiesGiven ?? 1);
    }
    return;
  }
  const wanted = variant.workload.concurrentRequests;
  if (base.expertParallel) {
    // Experts are spread over the copies, so that each number of copies is a way of its own.
    for (const copies of range(copiesGiven, Math.min(most, MOST_PER_COPY))) {
      const candidate = place(copies);
      const { surely, perhaps } = candidate.result;
      keep(options, candidate, {
        surely: surely * copies >= wanted,
        perhaps: perhaps * copies >= wanted,
      });
      if (found.surely) {
        break;
      }
    }
    return;
  }
  const { surely, perhaps } = table.resultOf({ ...base, dataParallel: 1 });
  const copiesFor = (requests: number) => {
    const copies =
      copiesGiven ?? (requests > 0 ? Math.ceil(wanted / requests) : Infinity);
    return copies <= most && copies * requests >= wanted ? copies : undefined;
  };
  const enough = copiesFor(surely);
  if (enough !== undefined) {
    keep(options, place(enough), { surely: true, perhaps: false });
    return;
  }
  const maybe = copiesFor(perhaps);
  // Where one copy holds nothing, more of them hold nothing either.
  keep(options, place(maybe ?? copiesGiven ?? (perhaps > 0 ? most : 1)), {
    surely: false,
    perhaps: maybe !== undefined,
  });
}

function keep(
  { found, space }: { found: Found; space: Space },
  candidate: Candidate,
  holds: { surely: boolean; perhaps: boolean },
) {
  if (holds.surely) {
    found.surely = cheaper(candidate, found.surely, space);
    found.fewest = flatter(candidate, found.fewest);
  } else if (holds.perhaps) {
    found.perhaps = cheaper(candidate, found.perhaps, space);
  } else {
    found.closest = closer(candidate, found.closest);
  }
}
