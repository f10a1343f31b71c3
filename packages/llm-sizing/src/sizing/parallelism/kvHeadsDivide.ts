import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Each device takes whole heads for keys and values, or a whole number of devices shares one. */
export const kvHeadsDivide: ParallelismRule = {
  code: 'kv-heads-divide',
  problem: ({ architecture, parallelism: { tensorParallel } }) => {
    for (const layer of architecture.layers) {
      const heads =
        layer.attention === 'mla' ? undefined : knownCount(layer.kvHeads);
      if (
        heads !== undefined &&
        heads % tensorParallel !== 0 &&
        tensorParallel % heads !== 0
      ) {
        return `${heads} heads for keys and values cannot be divided among ${tensorParallel} devices, nor copied evenly`;
      }
    }
    return undefined;
  },
};
