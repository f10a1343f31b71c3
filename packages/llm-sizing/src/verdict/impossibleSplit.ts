import { findParallelismProblem } from '../sizing/parallelism';
import { parallelismOf } from '../sizing/sizeModel';
import { Reason, reason } from './reasonCodes';
import type { Variant } from './variants';

/** What a person chose is no way to spread this model, on whatever devices. */
export function impossibleSplit({
  architecture,
  engine,
}: Pick<Variant, 'architecture' | 'engine'>): Reason | undefined {
  const chosen = parallelismOf(engine);
  const problem = findParallelismProblem({
    architecture,
    engine,
    parallelism:
      // Numbers that nobody chose may yet become legal.
      engine.tensorParallel === undefined && chosen.decodeContextParallel >= 1
        ? { ...chosen, tensorParallel: chosen.decodeContextParallel }
        : chosen,
  });
  const isFixed =
    engine.tensorParallel !== undefined ||
    ['whole-numbers', 'enough-layers', 'experts-exist'].includes(
      problem?.code ?? '',
    );
  return problem && isFixed
    ? reason(
        'parallelism-impossible',
        `the model cannot be spread so: ${problem.message}`,
      )
    : undefined;
}
