import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Devices can share the tokens of a request where they would otherwise store the same heads twice. */
export const decodeContext: ParallelismRule = {
  code: 'decode-context',
  problem: ({
    architecture,
    parallelism: { tensorParallel, decodeContextParallel },
  }) => {
    if (decodeContextParallel === 1) {
      return undefined;
    }
    if (tensorParallel % decodeContextParallel !== 0) {
      return `${decodeContextParallel} devices cannot share the context evenly in a group of ${tensorParallel}`;
    }
    for (const layer of architecture.layers) {
      if (!['full', 'mla', 'encoder', 'none'].includes(layer.attention)) {
        return `layers with ${layer.attention} attention cannot share their context among devices`;
      }
      const heads = layer.attention === 'mla' ? 1 : knownCount(layer.kvHeads);
      if (
        heads !== undefined &&
        Math.floor(tensorParallel / heads) < decodeContextParallel
      ) {
        return `${decodeContextParallel} devices can share the context only where as many store the same head, but ${heads} heads on ${tensorParallel} devices are stored ${Math.max(
          1,
          Math.floor(tensorParallel / heads),
        )} times`;
      }
    }
    return undefined;
  },
};
