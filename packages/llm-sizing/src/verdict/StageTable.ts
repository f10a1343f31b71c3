import { BatchClass } from '../sizing/batching';
import { needsOf, StageNeeds } from '../sizing/capacity';
import { Parallelism } from '../sizing/EngineOptions';
import { PreparedModel } from '../sizing/model';
import { memoryOfStages, StageBasis, stageBasis } from '../sizing/stageMemory';

interface StageTableOptions {
  model: PreparedModel;
  batchClass: BatchClass;
  vendor: StageBasis['vendor'];
  /** Tokens of a typical request, and of the longest that the engine is told. */
  typicalTokens: number;
  longestTokens: number;
}

/** What stages and requests of a variant need on all devices with the same defaults, for each way to spread it. */
export class StageTable {
  static create(options: StageTableOptions): StageTable {
    return new StageTable(options);
  }

  private readonly basis: StageBasis;
  private readonly needs = new Map<number, readonly StageNeeds[]>();

  private constructor(private readonly options: StageTableOptions) {
    this.basis = stageBasis({
      ...options,
      maxModelLen: options.longestTokens,
    });
  }

  /** @param key - of the way to spread the model, the same for ways whose stages are the same */
  needsAt(key: number, parallelism: Parallelism): readonly StageNeeds[] {
    let needs = this.needs.get(key);
    if (!needs) {
      needs = needsOf(memoryOfStages(this.basis, parallelism), this.options);
      this.needs.set(key, needs);
    }
    return needs;
  }
}
