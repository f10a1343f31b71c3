import { knownCount } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** The engine pads the vocabulary to a multiple of this (vllm, vocab_parallel_embedding.py). */
const PADDED_TO = 64;

/** Each device takes equally many words. */
export const vocabularyDivides: ParallelismRule = {
  code: 'vocabulary-divides',
  problem: ({ architecture, parallelism: { tensorParallel } }) => {
    const words = knownCount(architecture.vocabSize);
    if (words === undefined) {
      return undefined;
    }
    const padded = Math.ceil(words / PADDED_TO) * PADDED_TO;
    return padded % tensorParallel === 0
      ? undefined
      : `a vocabulary of ${words} words (${padded} with padding) cannot be divided among ${tensorParallel} devices`;
  },
};
