import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Each stage of a pipeline has at least one layer. */
export const enoughLayers: ParallelismRule = {
  code: 'enough-layers',
  problem: ({ architecture, parallelism: { pipelineParallel } }) => {
    const layers = architecture.layers.reduce(
      (sum, { count }) => sum + (knownCount(count) ?? 0),
      0,
    );
    return layers < pipelineParallel
      ? `${layers} layers cannot be divided among ${pipelineParallel} stages`
      : undefined;
  },
};
