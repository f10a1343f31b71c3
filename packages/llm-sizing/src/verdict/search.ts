import { Parallelism } from '../sizing/EngineOptions';
import { PlacementSearch } from './PlacementSearch';
import { Reason } from './reasonCodes';
import { ShapeResult, ShapeTable } from './ShapeTable';
import { Capacity } from './Capacity';
import { Space } from './spaces';
import { fixedProblem } from './splitReasons';
import { Variant } from './variants';

/** A way to spread a model, with what each copy holds. */
export interface Way {
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  readonly copies: number;
  /** All copies together. */
  readonly units: number;
  readonly result: ShapeResult;
}

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

/** Where a model is to be placed. */
export interface SearchOptions {
  readonly variant: Variant;
  readonly table: ShapeTable;
  readonly space: Space;
  readonly capacity: Capacity;
}

/**
 * Finds the way to place a model on nodes with the fewest units. Between equals, more copies win, because they do not depend
 * on each other; then sharing each layer where a fast link joins the devices, and stages where none does, as vLLM advises
 * (docs, "Parallelism and Scaling").
 */
export function searchPlacement(options: SearchOptions): SearchResult {
  const { table, capacity } = options;
  let found = table.searches.get(capacity);
  if (!found) {
    const problem = fixedProblem(options);
    found = problem
      ? { fit: 'does-not-fit', reasons: [problem], considered: 0 }
      : PlacementSearch.run(options);
    table.searches.set(capacity, found);
  }
  return found;
}
