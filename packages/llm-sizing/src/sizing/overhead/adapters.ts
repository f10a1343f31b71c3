import { known, knownCount } from '../known';
import { ZERO } from '../Range';
import { OverheadTerm, StageContext } from './OverheadTerm';

/**
 * Room that the engine keeps for adapters: two matrices of the highest rank beside each matrix of each layer, for as many
 * adapters as a step may use (vllm/lora/layers). The first of the two is whole on every device unless adapters are fully
 * sharded; adapters of experts have it for each expert.
 */
export const adapters: OverheadTerm = {
  name: 'adapters',
  bytes: context => {
    const { lora } = context.model.engine;
    if (!lora) {
      return ZERO;
    }
    const { model, stage, parallelism } = context;
    const slots = knownCount(lora.maxLoras) ?? 1;
    const rank = knownCount(lora.maxRank) ?? 16;
    const share = stage.layers / model.layers;
    const bytes = slots * rank * 2 * share;
    const { inputs, outputs } = matrixWidths(context);
    return {
      low: (bytes * (inputs.low + outputs.low)) / parallelism.tensorParallel,
      high: bytes * (inputs.high + outputs.high / parallelism.tensorParallel),
    };
  },
  how: ({ model: { engine } }) =>
    engine.lora
      ? `room for ${engine.lora.maxLoras ?? 1} adapters of rank ${
          engine.lora.maxRank ?? 16
        } beside every matrix`
      : 'no adapters',
};

/** What all matrices of all layers read and write, in numbers. */
function matrixWidths({ model }: StageContext) {
  const { hiddenSize, widths, layers, architecture } = model;
  const { low, high } = widths.feedForward;
  let attentionIn = 0;
  let attentionOut = 0;
  let experts = 0;
  for (const layer of architecture.layers) {
    const count = knownCount(layer.count) ?? 0;
    const key = known(layer.headDim) ?? 0;
    const value = known(layer.valueHeadDim) ?? key;
    const heads = knownCount(layer.heads) ?? 0;
    const kvHeads = knownCount(layer.kvHeads) ?? 0;
    attentionIn += count * (3 * hiddenSize + heads * value);
    attentionOut +=
      count * (heads * key + kvHeads * (key + value) + hiddenSize);
    experts +=
      count *
      (knownCount(layer.experts?.total) ?? 0) *
      3 *
      (hiddenSize + (known(layer.experts?.intermediateSize) ?? 0));
  }
  return {
    inputs: {
      low: attentionIn + layers * (2 * hiddenSize + low),
      high: attentionIn + layers * (2 * hiddenSize + high) + experts / 2,
    },
    outputs: {
      low: attentionOut + layers * (2 * low + hiddenSize),
      high: attentionOut + layers * (2 * high + hiddenSize) + experts / 2,
    },
  };
}
