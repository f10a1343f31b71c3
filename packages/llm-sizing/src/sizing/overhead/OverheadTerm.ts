import { Batching } from '../batching';
import { Parallelism } from '../EngineOptions';
import { PreparedModel } from '../model';
import { Range } from '../Range';
import { Stage } from '../stages';

/** One device of a pipeline stage, of which the overhead is asked. */
export interface StageContext {
  readonly model: PreparedModel;
  readonly parallelism: Parallelism;
  readonly stage: Stage;
  readonly batching: Batching;
  readonly vendor: 'nvidia' | 'amd';
  /** Minor version of vLLM 0.x; undefined where it is not known, and the range covers all since 0.10. */
  readonly minor: number | undefined;
}

/** Memory that a running engine needs on a device besides weights and what it remembers of requests. */
export interface OverheadTerm {
  /** Name of the file that holds the term. */
  readonly name: string;
  /** Bytes on one device. */
  bytes(context: StageContext): Range;
  /** How the bytes were computed, for people. */
  how(context: StageContext): string;
}
