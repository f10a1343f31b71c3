import { EngineOptions, Parallelism } from '../EngineOptions';
import { Architecture } from '../../architecture/Architecture';

/** What a way to spread a model is checked against. */
export interface ParallelismRule {
  /** Name of the file that holds the rule. */
  readonly code: string;
  /** Why the model cannot be spread in this way, as a sentence; undefined where it can. */
  problem(options: {
    architecture: Architecture;
    engine: EngineOptions;
    parallelism: Parallelism;
  }): string | undefined;
}
