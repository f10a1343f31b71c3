import { known } from '../known';
import { ParallelismRule } from './ParallelismRule';

/** Only experts can be spread as experts. */
export const expertsExist: ParallelismRule = {
  code: 'experts-exist',
  problem: ({ architecture, parallelism: { expertParallel } }) => {
    const total = known(architecture.parameters?.total);
    const active = known(architecture.parameters?.active);
    const isMixture =
      architecture.layers.some(({ experts }) => experts !== undefined) ||
      (total !== undefined && active !== undefined && active < total);
    return expertParallel && !isMixture
      ? 'the model has no experts that could be spread'
      : undefined;
  },
};
