import type {
  AssessedPool,
  AssessOptions,
  EngineOptions,
} from '@modelyard/llm-sizing';
import type { PlaceableModel } from './placeableModel';
import type { PlacedWorkload } from './value';

/** What is asked of the verdict, with what its answer is written with. */
export interface PlaceQuestion {
  readonly model: PlaceableModel;
  readonly version: string | undefined;
  readonly workload: PlacedWorkload;
  readonly engine: EngineOptions;
  readonly options: AssessOptions;
}

/**
 * The question that the rows answer and that the validation asks again, with
 * all declared devices taken as free: the portal does not know yet what is in
 * use.
 */
export function placeQuestion(
  options: Omit<PlaceQuestion, 'options'> & {
    dataClass: string | undefined;
    pools: readonly AssessedPool[];
  },
): PlaceQuestion {
  const { model, version, workload, dataClass, pools } = options;
  const engine = { task: model.engineTask, ...options.engine };
  return {
    model,
    version,
    workload,
    engine,
    options: {
      model: model.assessed,
      version,
      intent: { engine },
      workload,
      pools,
      usage: 'declared',
      policy: { dataClass },
    },
  };
}
