import { findParallelismProblem } from '../sizing/parallelism';
import { parallelismOf } from '../sizing/sizeModel';
import { Capacity } from './Capacity';
import { Reason, reason } from './reasonCodes';
import { Space } from './spaces';
import { Variant } from './variants';
import { count } from './words';

/** What is wrong with numbers that a person chose, whatever the memory. */
export function fixedProblem(options: {
  variant: Variant;
  space: Space;
  capacity: Capacity;
}): Reason | undefined {
  const { variant, space, capacity } = options;
  const { total, largest, largestGroup } = capacity;
  const {
    tensorParallel = 1,
    pipelineParallel = 1,
    dataParallel = 1,
  } = variant.engine;
  const size = tensorParallel * pipelineParallel;
  const { unit, device } = space;
  if (variant.impossible) {
    return variant.impossible;
  }
  if (size > 1 && !space.joinable) {
    return reason(
      'cannot-be-joined',
      `one copy is to take ${count(
        size,
        unit,
      )}, but ${unit}s of a GPU cannot be joined`,
    );
  }
  if (tensorParallel > largestGroup && tensorParallel <= total) {
    return reason(
      'beyond-node',
      `${tensorParallel} devices are to share each layer, but a node has ${largest} and no link between the devices reaches beyond it`,
    );
  }
  return size * dataParallel > total
    ? reason(
        'too-few-devices',
        `${count(size * dataParallel, unit)} of ${
          device.accelerator.title
        } are to be taken, but there ${total === 1 ? 'is' : 'are'} ${total}`,
      )
    : undefined;
}

/** No way is legal: as things are, because of what a person chose. */
export function nothingFound({
  variant,
  space,
  capacity,
}: {
  variant: Variant;
  space: Space;
  capacity: Capacity;
}): Reason {
  const problem = findParallelismProblem({
    architecture: variant.architecture,
    engine: variant.engine,
    parallelism: parallelismOf(variant.engine),
  });
  return problem
    ? reason(
        'parallelism-impossible',
        `the model cannot be spread so: ${problem.message}`,
      )
    : reason(
        'too-few-devices',
        `no way to spread the model fits the ${count(
          capacity.total,
          space.unit,
        )} of this group`,
      );
}
