import { inWords } from '../known';
import { ZERO } from '../Range';
import { OverheadTerm } from './OverheadTerm';

const HIGH_PER_TOKEN = 256 * 1024;

/**
 * What linear and state-space layers work with while a prompt is read. The engine's test run does not see it, and since
 * vLLM 0.26 it counts a part of it as CUDA graphs: about 128 KiB for each token of a step
 * (github.com/vllm-project/vllm/issues/50780), and more in real prompts (issues/52872).
 */
export const linearLayers: OverheadTerm = {
  name: 'linear-layers',
  bytes: ({ model, batching }) =>
    model.kvKinds.some(({ layer }) => layer.attention === 'linear')
      ? { low: 0, high: batching.tokens.high * HIGH_PER_TOKEN }
      : ZERO,
  how: ({ model, batching }) =>
    model.kvKinds.some(({ layer }) => layer.attention === 'linear')
      ? `up to 256 KiB for each of ${inWords(
          batching.tokens.high,
        )} tokens in a step`
      : 'the model has no linear layers',
};
