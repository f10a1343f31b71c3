import { OverheadTerm } from './OverheadTerm';

const GIB = 1024 ** 3;

/**
 * What libraries take outside of the engine's own accounting: 0.07 to 0.46 GiB in start-up logs of vLLM 0.15 to 0.19 on one
 * H100 (github.com/llm-d-incubation/llm-d-planner, accuracy/).
 */
export const runtime: OverheadTerm = {
  name: 'runtime',
  bytes: () => ({ low: 0.07 * GIB, high: 0.5 * GIB }),
  how: () => 'memory of CUDA or ROCm libraries, as measured',
};
