import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Each device takes whole groups of parameters that share a scale. */
export const quantisationGroups: ParallelismRule = {
  code: 'quantisation-groups',
  problem: ({
    architecture,
    parallelism: { tensorParallel, expertParallel },
  }) => {
    const group = knownCount(architecture.quantizationGroup);
    if (group === undefined || tensorParallel === 1) {
      return undefined;
    }
    for (const layer of architecture.layers) {
      for (const width of [
        knownCount(layer.intermediateSize),
        expertParallel
          ? undefined
          : knownCount(layer.experts?.intermediateSize),
      ]) {
        const own = width === undefined ? 0 : width / tensorParallel;
        if (own % group !== 0) {
          return `a feed-forward width of ${width} leaves ${own} for each of ${tensorParallel} devices, but the checkpoint has one scale for ${group}`;
        }
      }
    }
    return undefined;
  },
};
