import { Architecture } from '../architecture/Architecture';
import { batchClassOf } from '../sizing/batching';
import { Device, deviceBudget } from '../sizing/Device';
import { EngineOptions } from '../sizing/EngineOptions';
import { knownCount } from '../sizing/known';
import { Preparation, PreparedModel, prepareModel } from '../sizing/model';
import { findParallelismProblem } from '../sizing/parallelism';
import { engineSees, parallelismOf, utilizationOf } from '../sizing/sizeModel';
import { KnownWorkload } from '../sizing/Workload';
import { impossibleSplit } from './impossibleSplit';
import { Reason } from './reasonCodes';
import { ShapeTable } from './ShapeTable';
import { StageTable } from './StageTable';

/**
 * A version of a model with everything that a person chose: what all device groups are assessed for. It remembers what it
 * computed, because most groups have equal devices.
 */
export class Variant {
  static create(options: {
    version: string;
    architecture: Architecture;
    engine: EngineOptions;
    workload: KnownWorkload;
  }): Variant {
    return new Variant(options);
  }

  readonly version: string;
  readonly architecture: Architecture;
  readonly engine: EngineOptions;
  readonly workload: KnownWorkload;
  readonly preparation: Preparation;
  /** Why the numbers that a person chose are no way to spread the model, on whatever devices. */
  readonly impossible: Reason | undefined;
  /** Most tokens of a request, as the engine is told. */
  readonly maxModelLen: number;
  private readonly legalGroups: number[] = [];
  private triedGroups = 0;
  private readonly stages = new Map<string, StageTable>();
  private readonly tables = new Map<Device, ShapeTable>();

  private constructor(options: {
    version: string;
    architecture: Architecture;
    engine: EngineOptions;
    workload: KnownWorkload;
  }) {
    this.version = options.version;
    this.architecture = options.architecture;
    this.engine = options.engine;
    this.workload = options.workload;
    this.preparation = prepareModel(options);
    this.impossible = impossibleSplit(options);
    this.maxModelLen =
      knownCount(options.engine.maxModelLen) ?? options.workload.longestTokens;
  }

  /**
   * Numbers of devices that can share each layer, in order: the one that a person chose, or all until `most` and perhaps
   * more.
   */
  groupsUpTo(most: number): readonly number[] {
    const chosen = this.engine.tensorParallel;
    const last = chosen ?? most;
    for (
      let group = Math.max(this.triedGroups + 1, chosen ?? 1);
      group <= last;
      group += 1
    ) {
      if (this.isLegal(group)) {
        this.legalGroups.push(group);
      }
      this.triedGroups = group;
    }
    return this.legalGroups;
  }

  private isLegal(tensorParallel: number): boolean {
    const problem = findParallelismProblem({
      architecture: this.architecture,
      engine: this.engine,
      parallelism: {
        ...parallelismOf(this.engine),
        tensorParallel,
        pipelineParallel: 1,
        dataParallel: 1,
      },
    });
    return problem === undefined;
  }

  /** What copies hold on a device, for each way to spread them. */
  tableFor(device: Device): ShapeTable | undefined {
    if (!this.preparation.known) {
      return undefined;
    }
    let table = this.tables.get(device);
    if (!table) {
      table = this.createTable(device, this.preparation.model);
      this.tables.set(device, table);
    }
    return table;
  }

  private createTable(device: Device, model: PreparedModel): ShapeTable {
    const { id, vendor } = device.accelerator;
    const batchClass = batchClassOf({ deviceBytes: engineSees(device), id });
    const key = `${batchClass} ${vendor}`;
    let stages = this.stages.get(key);
    if (!stages) {
      stages = StageTable.create({
        model,
        batchClass,
        vendor,
        typicalTokens: this.workload.typicalTokens,
        longestTokens: this.maxModelLen,
      });
      this.stages.set(key, stages);
    }
    return ShapeTable.create({
      variant: this,
      model,
      stages,
      budget: deviceBudget(device, utilizationOf(this.engine)),
    });
  }
}
