import { BatchClass } from '../sizing/batching';
import { copyCapacity, CopyCapacity } from '../sizing/capacity';
import { DeviceBudget } from '../sizing/Device';
import { Parallelism } from '../sizing/EngineOptions';
import { PreparedModel } from '../sizing/model';
import { addRanges } from '../sizing/Range';
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
  private readonly results = new Map<number, ShapeResult>();
  /** What was found for nodes of this device. */
  readonly searches = new Map<string, SearchResult>();
  /** What fits in the ways that were chosen. */
  readonly sizings = new Map<string, PlacementSizing>();

  private constructor(options: ShapeTableOptions) {
    this.budget = options.budget;
    this.variant = options.variant;
    this.model = options.model;
    this.batchClass = options.batchClass;
    this.vendor = options.vendor;
    this.remembered = options.remembered;
    this.layers = options.model.layers;
    this.weightsLow = addRanges(Object.values(options.model.weights)).low;
  }

  resultOf(parallelism: Parallelism): ShapeResult {
    const key = shapeKey(parallelism);
    let result = this.results.get(key);
    if (!result) {
      result = this.compute(parallelism, key);
      this.results.set(key, result);
    }
    return result;
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
function shapeKey({
  tensorParallel,
  pipelineParallel,
  dataParallel,
  expertParallel,
}: Parallelism): number {
  return (
    tensorParallel +
    pipelineParallel * 2 ** 17 +
    (expertParallel ? dataParallel : 0) * 2 ** 34
  );
}
