import { inWords } from '../known';
import { Range, ZERO } from '../Range';
import { OverheadTerm, StageContext } from './OverheadTerm';

/** The engine reads longer steps in pieces (VLLM_FUSED_MOE_CHUNK_SIZE). */
const LONGEST_CHUNK = 32_768;

/**
 * Workspace of the fused experts, which the engine keeps: two buffers for each token and each of its experts, as wide as
 * the wider of the expert and the hidden state (the modular Triton experts of vLLM, model_executor/layers/fused_moe).
 *
 * It gives what start-up logs of vLLM 0.19 on H100 show beyond a dense model
 * (github.com/llm-d-incubation/llm-d-planner, accuracy/): Qwen3-30B-A3B 0.50 GiB, DeepSeek-V2-Lite 0.44, Qwen1.5-MoE 0.30,
 * Mixtral-8x7B on two GPUs 0.65. Kernels for 4-bit experts have none (gpt-oss-20b). Where experts are spread over copies,
 * a device may get the tokens of all copies.
 */
export const experts: OverheadTerm = {
  name: 'experts',
  bytes: context => {
    const { model, batching, parallelism } = context;
    const { widths } = model;
    if (!widths.isMixture) {
      return ZERO;
    }
    const copies = parallelism.expertParallel ? parallelism.dataParallel : 1;
    const width = widthPerToken(context);
    const bytes: Range = {
      low: Math.min(batching.tokens.low, LONGEST_CHUNK) * width.low,
      high: Math.min(batching.tokens.high * copies, LONGEST_CHUNK) * width.high,
    };
    const format = model.architecture.quantization;
    const isFourBit = format !== undefined && /4$/.test(format);
    return {
      low: isFourBit ? 0 : 0.95 * bytes.low * model.activationBytes,
      // Kernels for 8 bits pad the tokens of each expert.
      high: (format === 'fp8' ? 1.5 : 1.1) * bytes.high * model.activationBytes,
    };
  },
  how: context => {
    const { widths } = context.model;
    if (!widths.isMixture) {
      return 'the model has no experts';
    }
    return widths.experts
      ? `workspace for ${inWords(context.batching.tokens.high)} tokens x ${
          widths.experts.active
        } of ${widths.experts.total} experts of width ${widths.experts.width}`
      : `workspace for ${inWords(
          context.batching.tokens.high,
        )} tokens; which experts there are is not known`;
  },
};

function widthPerToken({ model, parallelism }: StageContext): Range {
  const { widths, hiddenSize } = model;
  if (!widths.experts) {
    // With at most 16 experts for a token, whose widths add up to the feed-forward width.
    return { low: 0, high: 3 * widths.feedForward.high + 2 * 16 * hiddenSize };
  }
  const { active, width } = widths.experts;
  const own = parallelism.expertParallel
    ? width
    : width / parallelism.tensorParallel;
  const perExpert = Math.max(own, hiddenSize) + Math.max(2 * own, hiddenSize);
  return { low: active * perExpert, high: active * perExpert };
}
