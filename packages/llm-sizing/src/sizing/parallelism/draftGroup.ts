import { ParallelismRule } from './ParallelismRule';

/** The draft of speculative decoding is spread as the model is, or not at all. */
export const draftGroup: ParallelismRule = {
  code: 'draft-group',
  problem: ({ engine, parallelism: { tensorParallel } }) => {
    const draft = engine.speculative?.draftTensorParallel;
    return draft === undefined || draft === 1 || draft === tensorParallel
      ? undefined
      : `the draft can be spread over 1 or ${tensorParallel} devices, as the model is, but not over ${draft}`;
  },
};
