import { OverheadTerm } from './OverheadTerm';
import { stageWeights } from '../stageWeights';

const MIB = 1024 ** 2;

/**
 * What is loaded beside the weights: tables of positions, alignment, copies of small matrices. In start-up logs of vLLM 0.19
 * (github.com/llm-d-incubation/llm-d-planner, accuracy/) it is 10 to 100 MiB, and 9 % for MXFP4, whose kernels pad matrices.
 */
export const buffers: OverheadTerm = {
  name: 'buffers',
  bytes: context => {
    const padded = context.model.architecture.quantization === 'mxfp4';
    return {
      low: 0,
      high: 96 * MIB + (padded ? 0.1 : 0.005) * stageWeights(context).high,
    };
  },
  how: () => 'tables of positions, padding and copies of small matrices',
};
