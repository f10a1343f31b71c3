import { inWords } from '../known';
import { OverheadTerm, StageContext } from './OverheadTerm';
import { sampling } from './sampling';

const HELD = 1.25;

/**
 * What a step of the most tokens passes from layer to layer, and what a layer works with.
 *
 * While words are chosen, the hidden state of the step is still held. Before that, the widest layer holds its input, the
 * residual and two more copies besides three feed-forward matrices of results, or its queries, keys and values. The larger
 * of the two moments counts, so that this and `sampling` add up to the peak of the engine's test run.
 *
 * The factors 1.25 (hidden state) and 4 and 3 (layer) come from the start-up logs of vLLM 0.19 on H100 in
 * github.com/llm-d-incubation/llm-d-planner (accuracy/): Llama-3.1-8B as the first of 2 and 4 stages 1.10 and 1.05 GiB,
 * CodeLlama-7B 0.77, Granite-3.1-8B 0.85, Qwen3-8B as the first of 3 stages 0.96.
 */
export const activations: OverheadTerm = {
  name: 'activations',
  bytes: context => {
    const logits = sampling.bytes(context);
    const { tokens } = context.batching;
    const low = Math.max(
      HELD * perToken(context) * tokens.low,
      0.95 * layerBytes(context, 'low') - logits.low,
    );
    return {
      low,
      high: Math.max(
        low,
        1.2 * HELD * perToken(context) * tokens.high,
        1.2 * layerBytes(context, 'high') - logits.high,
      ),
    };
  },
  how: ({ model, batching }) =>
    `results of ${inWords(
      batching.tokens.high,
    )} tokens in a step: hidden size ${model.hiddenSize}, ${
      model.widths.feedForwardHow
    }`,
};

function perToken({ model }: StageContext): number {
  return model.hiddenSize * model.activationBytes;
}

function layerBytes(context: StageContext, side: 'low' | 'high'): number {
  const { model, parallelism, batching } = context;
  const { widths, hiddenSize } = model;
  // Between stages, what a stage hands on is held as well.
  const held = parallelism.pipelineParallel > 1 ? 6 : 4;
  const width =
    Math.max(3 * widths.feedForward[side], widths.attention) /
    parallelism.tensorParallel;
  return (
    batching.tokens[side] * model.activationBytes * (held * hiddenSize + width)
  );
}
