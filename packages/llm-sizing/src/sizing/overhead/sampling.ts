import { inWords } from '../known';
import { ZERO } from '../Range';
import { OverheadTerm, StageContext } from './OverheadTerm';

const FEWEST_COPIES = 3.6;

const SORTED_UNTIL = 17;

/**
 * A logit of each word for each request of a step, and the copies that choosing one makes.
 *
 * Copies in 32 bits, from start-up logs on H100 (1,024 requests, tensor parallelism does not divide them): 3.68 since vLLM
 * 0.17 (Llama-3.1-8B 1.89 GiB, Qwen3-8B 2.21, Gemma-2-27B 3.66; github.com/llm-d-incubation/llm-d-planner, accuracy/),
 * and 9.57 before, where the logits were sorted (Llama-3.1-8B 4.76 GiB, Qwen3-0.6B 5.56, gpt-oss-20b 7.38;
 * github.com/llm-d/llm-d-benchmark, config_explorer/empirical-vllm-memory-results.md). Older versions with FlashInfer's
 * sampler do not sort either, and outside of CUDA the sort is still there.
 */
export const sampling: OverheadTerm = {
  name: 'sampling',
  bytes: context => {
    const { model, stage, batching } = context;
    if (!model.samples || !stage.isLast) {
      return ZERO;
    }
    const perRequest = model.vocabSize * 4;
    return {
      low: FEWEST_COPIES * batching.seqs.low * perRequest,
      high: mostCopies(context) * rows(context) * perRequest,
    };
  },
  how: context =>
    context.model.samples && context.stage.isLast
      ? `logits of ${inWords(context.batching.seqs.high)} requests x ${inWords(
          context.model.vocabSize,
        )} words x 4 bytes, in ${FEWEST_COPIES} to ${mostCopies(
          context,
        )} copies`
      : 'chosen on another device, or not at all',
};

function mostCopies({ minor, vendor }: StageContext): number {
  return minor !== undefined && minor >= SORTED_UNTIL && vendor === 'nvidia'
    ? 4
    : 9.8;
}

/** Guessed tokens have logits of their own. */
function rows({ model, batching }: StageContext): number {
  const guessed = model.engine.speculative?.tokens ?? 0;
  return guessed > 0 && guessed < 1000
    ? Math.min(batching.seqs.high * (1 + guessed / 2), batching.tokens.high)
    : batching.seqs.high;
}
