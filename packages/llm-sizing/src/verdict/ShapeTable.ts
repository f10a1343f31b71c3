import { copyCapacity, CopyCapacity, StageNeeds } from '../sizing/capacity';
import { DeviceBudget } from '../sizing/Device';
import { Parallelism } from '../sizing/EngineOptions';
import { PreparedModel } from '../sizing/model';
import { addRanges } from '../sizing/Range';
import { parallelismOf } from '../sizing/sizeModel';
import type { PlacementSizing } from './Assessment';
import type { Capacity } from './Capacity';
import type { SearchResult } from './search';
import { StageTable } from './StageTable';
import type { Variant } from './variants';

/** What one copy holds, spread in one way on one kind of device. */
export interface ShapeResult {
  readonly needs: readonly StageNeeds[];
  readonly capacity: CopyCapacity;
  /** Requests of typical length, 0 where the longest does not fit: at the high and at the low overhead. */
  readonly surely: number;
  readonly perhaps: number;
}

interface ShapeTableOptions {
  variant: Variant;
  model: PreparedModel;
  /** Of all devices with the same defaults. */
  stages: StageTable;
  budget: DeviceBudget;
}

/** What copies of a variant hold on one kind of device. */
export class ShapeTable {
  static create(options: ShapeTableOptions): ShapeTable {
    return new ShapeTable(options);
  }

  readonly budget: DeviceBudget;
  /** Layers of the model, the most stages that a pipeline can have. */
  readonly layers: number;
  /**
   * On fewer units not even weights fit. Experts are spread over the copies as well, so that this cannot be said of one
   * copy.
   */
  readonly fewestUnits: number;
  /** Memory of stages does not depend on the device, but on its class. */
  private readonly stages: StageTable;
  private readonly base: Parallelism;
  private readonly results = new Map<number, ShapeResult>();
  /** What was found for nodes of this device. */
  readonly searches = new Map<Capacity, SearchResult>();
  /** What fits in the ways that were chosen. */
  readonly sizings = new Map<string, PlacementSizing>();

  private constructor(options: ShapeTableOptions) {
    this.budget = options.budget;
    this.base = parallelismOf(options.variant.engine);
    this.stages = options.stages;
    this.layers = options.model.layers;
    const weights = addRanges(Object.values(options.model.weights));
    this.fewestUnits = this.base.expertParallel
      ? 1
      : weights.low / this.budget.bytes;
  }

  /** What each of so many copies holds that are spread so. */
  resultAt(
    tensorParallel: number,
    pipelineParallel: number,
    copies: number,
  ): ShapeResult {
    const key = shapeKey(
      tensorParallel,
      pipelineParallel,
      this.base.expertParallel ? copies : 0,
    );
    let result = this.results.get(key);
    if (!result) {
      const spread = this.parallelismAt(
        tensorParallel,
        pipelineParallel,
        copies,
      );
      result = this.compute(spread, key);
      this.results.set(key, result);
    }
    return result;
  }

  parallelismAt(
    tensorParallel: number,
    pipelineParallel: number,
    copies: number,
  ): Parallelism {
    const { decodeContextParallel, expertParallel } = this.base;
    return {
      tensorParallel,
      pipelineParallel,
      dataParallel: copies,
      decodeContextParallel,
      expertParallel,
    };
  }

  private compute(parallelism: Parallelism, key: number): ShapeResult {
    const needs = this.stages.needsAt(key, parallelism);
    const capacity = copyCapacity(needs, this.budget);
    return {
      needs,
      capacity,
      surely: capacity.holdsLongest ? capacity.requests.low : 0,
      perhaps: capacity.mayHoldLongest ? capacity.requests.high : 0,
    };
  }
}

/** Copies do not change what one of them holds, unless experts are spread over them. */
function shapeKey(
  tensorParallel: number,
  pipelineParallel: number,
  spreadOver: number,
): number {
  return tensorParallel + pipelineParallel * 2 ** 17 + spreadOver * 2 ** 34;
}
