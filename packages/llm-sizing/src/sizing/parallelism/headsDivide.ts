import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Each device takes whole attention heads. */
export const headsDivide: ParallelismRule = {
  code: 'heads-divide',
  problem: ({ architecture, parallelism: { tensorParallel } }) => {
    for (const layer of architecture.layers) {
      const heads = knownCount(layer.heads);
      if (heads !== undefined && heads % tensorParallel !== 0) {
        return `${heads} attention heads cannot be divided among ${tensorParallel} devices`;
      }
    }
    return undefined;
  },
};
