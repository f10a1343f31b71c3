import { ZERO } from '../Range';
import { OverheadTerm } from './OverheadTerm';

const GIB = 1024 ** 3;

/** Since this minor version devices of a group keep larger buffers for adding up results. */
const LARGER_BUFFERS = 18;

/**
 * Buffers for what devices send each other.
 *
 * Non-torch memory in start-up logs on H100: 0.25 GiB on one GPU, 2.06 to 2.21 with a tensor-parallel group of 2 or 4 in
 * vLLM 0.19 (github.com/llm-d-incubation/llm-d-planner, accuracy/), and 0.13 and 0.55 before
 * (github.com/llm-d/llm-d-benchmark, config_explorer/). A stage holds what it receives and sends.
 */
export const communication: OverheadTerm = {
  name: 'communication',
  bytes: ({ model, parallelism, batching, minor }) => {
    const { tensorParallel, pipelineParallel, dataParallel, expertParallel } =
      parallelism;
    let low = 0;
    let high = 0;
    if (tensorParallel > 1) {
      low +=
        minor !== undefined && minor >= LARGER_BUFFERS ? 1.2 * GIB : 0.4 * GIB;
      high +=
        minor !== undefined && minor < LARGER_BUFFERS ? 0.8 * GIB : 2 * GIB;
    }
    if (pipelineParallel > 1) {
      high +=
        0.3 * GIB +
        2 * batching.tokens.high * model.hiddenSize * model.activationBytes;
    }
    if (expertParallel && tensorParallel * dataParallel > 1) {
      low += 0.1 * GIB;
      high += 2 * GIB;
    }
    return high === 0 ? ZERO : { low, high };
  },
  how: ({ parallelism }) =>
    parallelism.tensorParallel * parallelism.pipelineParallel > 1 ||
    parallelism.expertParallel
      ? 'buffers for what devices send each other, as measured'
      : 'one device sends nothing to others',
};
