import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Each device takes a part of equal width of every feed-forward matrix. */
export const feedForwardDivides: ParallelismRule = {
  code: 'feed-forward-divides',
  problem: ({
    architecture,
    parallelism: { tensorParallel, expertParallel },
  }) => {
    for (const layer of architecture.layers) {
      for (const width of [
        knownCount(layer.intermediateSize),
        // Experts that are spread whole are not divided.
        expertParallel
          ? undefined
          : knownCount(layer.experts?.intermediateSize),
      ]) {
        if (width !== undefined && width % tensorParallel !== 0) {
          return `a feed-forward width of ${width} cannot be divided among ${tensorParallel} devices`;
        }
      }
    }
    return undefined;
  },
};
