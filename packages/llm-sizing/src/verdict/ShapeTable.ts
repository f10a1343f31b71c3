import { BatchClass } from '../sizing/batching';
import { copyCapacity, CopyCapacity } from '../sizing/capacity';
import { DeviceBudget } from '../sizing/Device';
import { Parallelism } from '../sizing/EngineOptions';
import { PreparedModel } from '../sizing/model';
import { addRanges } from '../sizing/Range';
import { parallelismOf } from '../sizing/sizeModel';
import { memoryOfStages, StageMemory } from '../sizing/stageMemory';
import type { PlacementSizing } from './Assessment';
import type { SearchResult } from './search';
import type { Variant } from './variants';

/** What one copy holds, spread in one way on one kind of device. */
export interface ShapeResult {
  readonly stages: readonly StageMemory[];
  readonly capacity: CopyCapacity;
  /** Requests of typical length, 0 where the longest does not fit: at the high and at the low overhead. */
  readonly surely: number;
  readonly perhaps: number;
}

interface ShapeTableOptions {
  variant: Variant;
  model: PreparedModel;
  batchClass: BatchClass;
  vendor: 'nvidia' | 'amd';
  budget: DeviceBudget;
  /** Memory of stages, for all devices of the same class. */
  remembered: Map<number, readonly StageMemory[]>;
}

/** What copies of a variant hold on one kind of device. */
export class ShapeTable {
  static create(options: ShapeTableOptions): ShapeTable {
    return new ShapeTable(options);
  }

  readonly budget: DeviceBudget;
  /** Layers of the model, the most stages that a pipeline can have. */
  readonly layers: number;
  /** Least bytes of all weights together. */
  readonly weightsLow: number;
  private readonly variant: Variant;
  private readonly model: PreparedModel;
  private readonly batchClass: BatchClass;
  private readonly vendor: 'nvidia' | 'amd';
  /** Memory of stages does not depend on the device, but on its class. */
  private readonly remembered: Map<number, readonly StageMemory[]>;
  private readonly base: Parallelism;
  private readonly results = new Map<number, ShapeResult>();
  /** What was found for nodes of this device. */
  readonly searches = new Map<string, SearchResult>();
  /** What fits in the ways that were chosen. */
  readonly sizings = new Map<string, PlacementSizing>();

  private constructor(options: ShapeTableOptions) {
    this.budget = options.budget;
    this.variant = options.variant;
    this.base = parallelismOf(options.variant.engine);
    this.model = options.model;
    this.batchClass = options.batchClass;
    this.vendor = options.vendor;
    this.remembered = options.remembered;
    this.layers = options.model.layers;
    this.weightsLow = addRanges(Object.values(options.model.weights)).low;
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
    return {
      ...this.base,
      tensorParallel,
      pipelineParallel,
      dataParallel: copies,
    };
  }

  private compute(parallelism: Parallelism, key: number): ShapeResult {
    const { workload, maxModelLen } = this.variant;
    let stages = this.remembered.get(key);
    if (!stages) {
      stages = memoryOfStages({
        model: this.model,
        parallelism,
        batchClass: this.batchClass,
        vendor: this.vendor,
        maxModelLen,
      });
      this.remembered.set(key, stages);
    }
    const capacity = copyCapacity({
      stages,
      budget: this.budget,
      typicalTokens: workload.typicalTokens,
      longestTokens: maxModelLen,
    });
    return {
      stages,
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
