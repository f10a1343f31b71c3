import { everyNthFull, readLayerKinds } from '../config/layerKinds';
import { finishDecoder, readSizes } from '../config/readDecoder';
import { intermediateSize, readExperts } from '../config/readExperts';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { Fields } from '../config/Fields';
import {
  denseFeedForward,
  mixtureOfExperts,
  together,
} from '../parts/feedForward';
import { FeedForward, Layer, Mixer } from '../parts/Layer';
import { linear, Part, plain } from '../parts/Part';
import { softmaxAttention } from '../parts/softmaxAttention';

const GATED = { gated: true, bias: false };

/**
 * Google Gemma 4 (modeling_gemma4.py, configuration_gemma4.py): layers that look back at everything have heads of another
 * size and number, and may use keys as values; the last layers may read what earlier ones keep; a mixture of experts stands
 * beside the dense part; small models add an embedding of its own to each layer.
 */
export const gemma4: readonly Family[] = [
  { modelTypes: ['gemma4_text', 'gemma4'], read: readGemma4 },
];

function readGemma4(context: TextContext): TextModel | undefined {
  const { fields } = context;
  fields.assume({
    vocab_size: 262144,
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
    global_head_dim: 512,
    sliding_window: 512,
    vocab_size_per_layer_input: 262144,
    hidden_size_per_layer_input: 256,
  });
  fields.ignore('use_bidirectional_attention', 'per_layer_config');
  const sizes = readSizes(context);
  const kinds =
    sizes &&
    readLayerKinds({
      fields,
      layers: sizes.layers,
      schedule: everyNthFull(6),
    });
  const heads = readHeads(fields);
  if (!kinds || !heads) {
    return undefined;
  }
  const { hiddenSize, layers } = sizes;
  const firstShared = layers - (fields.count('num_kv_shared_layers') ?? 0);
  const perLayer = fields.count('hidden_size_per_layer_input') ?? 0;
  const wide = fields.flag('use_double_wide_mlp') === true;
  const feedForward = readFeedForward(fields, hiddenSize, layers);

  const built = kinds.map((kind, layer): Layer => {
    const shared = layer >= firstShared;
    return {
      mixers: [heads({ hiddenSize, full: kind === 'full', shared })],
      feedForward: feedForward(wide && shared),
      others: perLayerParts(hiddenSize, perLayer),
    };
  });
  const model = finishDecoder({
    context,
    style: { tied: true },
    hiddenSize,
    layers: built,
  });
  const vocabulary = fields.count('vocab_size_per_layer_input');
  return {
    ...model,
    others: [
      ...model.others,
      plain('embed_tokens_per_layer', vocabulary, layers, perLayer),
      plain('per_layer_model_projection', hiddenSize, layers, perLayer),
      plain('per_layer_projection_norm', perLayer),
    ],
  };
}

type Heads = (options: {
  hiddenSize: number;
  full: boolean;
  shared: boolean;
}) => Mixer;

function readHeads(fields: Fields): Heads | undefined {
  const heads = fields.required(
    'the number of attention heads',
    'num_attention_heads',
  );
  const kvHeads = fields.required(
    'the number of key and value heads',
    'num_key_value_heads',
  );
  const headDim = fields.required('the size of a head', 'head_dim');
  const window = fields.required('the window', 'sliding_window');
  const globalHeadDim = fields.count('global_head_dim') || headDim;
  const keysAreValues = fields.flag('attention_k_eq_v') ?? false;
  const globalKvHeads = fields.count('num_global_key_value_heads') || kvHeads;
  if (!heads || !kvHeads || !headDim || !window) {
    return undefined;
  }
  return ({ hiddenSize, full, shared }) =>
    softmaxAttention(
      {
        hiddenSize,
        heads,
        kvHeads: full && keysAreValues ? globalKvHeads ?? kvHeads : kvHeads,
        headDim: full ? globalHeadDim ?? headDim : headDim,
        norm: 'head',
        valueIsKey: full && keysAreValues,
        sharesKv: shared,
      },
      full ? { attention: 'full' } : { attention: 'sliding', window },
    );
}

function readFeedForward(
  fields: Fields,
  hiddenSize: number,
  layers: number,
): (wide: boolean) => FeedForward {
  const width = intermediateSize(fields);
  const experts = readExperts({ fields, layers });
  const used = fields.flag('enable_moe_block') ?? false;
  return wide => {
    const dense = denseFeedForward({
      hiddenSize,
      intermediateSize: width && (wide ? 2 * width : width),
      style: GATED,
    });
    if (!experts || !used) {
      return dense;
    }
    const mixture = mixtureOfExperts({
      hiddenSize,
      experts: experts.shape,
      style: GATED,
      name: 'moe',
    });
    return together(dense, {
      ...mixture,
      parts: [
        ...mixture.parts,
        // Scales of the router, and the three norms round it.
        plain('moe.scales', hiddenSize + experts.shape.total),
        plain('moe.norms', 3, hiddenSize),
      ],
    });
  };
}

function perLayerParts(hiddenSize: number, perLayer: number): Part[] {
  const norms = [plain('norms', 4, hiddenSize), plain('layer_scalar', 1)];
  return perLayer
    ? [
        ...norms,
        linear('per_layer_input_gate', hiddenSize, perLayer),
        linear('per_layer_projection', perLayer, hiddenSize),
        plain('post_per_layer_input_norm', hiddenSize),
      ]
    : norms;
}
