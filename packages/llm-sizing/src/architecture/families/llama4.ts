import { readAttention } from '../config/readAttention';
import { finishDecoder, readSizes } from '../config/readDecoder';
import { readExperts } from '../config/readExperts';
import { LayerKind, readLayerKinds } from '../config/layerKinds';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { Fields } from '../config/Fields';
import { denseFeedForward, mixtureOfExperts } from '../parts/feedForward';
import { Layer } from '../parts/Layer';
import { plain } from '../parts/Part';

const GATED = { gated: true, bias: false };
const NO_NORM = { queryKeyNormHasNoWeights: true };

/**
 * Meta Llama 4 (modeling_llama4.py, configuration_llama4.py): every fourth layer has no positions and looks back at
 * everything, the others at the chunk that a token is in. Experts have the width of `intermediate_size`, and one of that
 * width is shared; dense layers have that of `intermediate_size_mlp`.
 */
export const llama4: readonly Family[] = [
  { modelTypes: ['llama4_text', 'llama4'], read: readLlama4 },
];

function readLlama4(context: TextContext): TextModel | undefined {
  const { fields } = context;
  fields.assume({
    hidden_size: 5120,
    intermediate_size: 8192,
    intermediate_size_mlp: 16384,
    num_hidden_layers: 48,
    num_attention_heads: 40,
    num_key_value_heads: 8,
    head_dim: 128,
    num_local_experts: 16,
    num_experts_per_tok: 1,
    vocab_size: 202048,
    attention_chunk_size: 8192,
  });
  // Queries and keys are normalised without weights.
  fields.ignore(
    'use_qk_norm',
    'attn_temperature_tuning',
    'attn_scale',
    'floor_scale',
    'for_llm_compressor',
  );
  const sizes = readSizes(context);
  const kinds =
    sizes &&
    readLayerKinds({
      fields,
      layers: sizes.layers,
      schedule: ({ layers }) => chunked(fields, layers),
    });
  const mixers =
    kinds && readAttention({ context, sizes, kinds, style: NO_NORM });
  if (!mixers) {
    return undefined;
  }
  const { hiddenSize, layers } = sizes;
  const dense = denseFeedForward({
    hiddenSize,
    intermediateSize: fields.count('intermediate_size_mlp'),
    style: GATED,
  });
  const experts = readExperts({ fields, layers, style: { shared: 1 } });
  const mixture =
    experts &&
    mixtureOfExperts({
      hiddenSize,
      experts: experts.shape,
      style: GATED,
      name: 'feed_forward',
    });
  return finishDecoder({
    context,
    style: {},
    hiddenSize,
    layers: mixers.map(
      (mixer, layer): Layer => ({
        mixers: [mixer],
        feedForward: mixture && experts.inLayer(layer) ? mixture : dense,
        others: [plain('norms', 2, hiddenSize)],
      }),
    ),
  });
}

function chunked(fields: Fields, layers: number): readonly LayerKind[] {
  // 1 marks a layer with positions. Older files say how often one has none.
  const listed = fields.list('no_rope_layers');
  const interval = fields.count('no_rope_layer_interval') || 4;
  return Array.from({ length: layers }, (_, layer): LayerKind => {
    const positions = listed?.length
      ? listed[layer] === 1
      : (layer + 1) % interval !== 0;
    return positions ? 'chunked' : 'full';
  });
}
