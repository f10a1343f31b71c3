import { finishDecoder, readSizes } from '../config/readDecoder';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { Fields, isRecord } from '../config/Fields';
import { denseFeedForward } from '../parts/feedForward';
import { FeedForward, Layer, Mixer, NO_MIXER } from '../parts/Layer';
import { linear, plain } from '../parts/Part';
import { softmaxAttention } from '../parts/softmaxAttention';

/**
 * Models whose layers a search has made different from each other (NVIDIA Nemotron Super and Ultra, DeciLM): a list says
 * for each layer how wide it is, and what of it was left out (block_config.py and modeling_decilm.py of their checkpoints).
 */
export const nemotronNas: readonly Family[] = [
  { modelTypes: ['nemotron-nas', 'deci'], read: readNemotronNas },
];

interface Sizes {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly headDim: number;
}

function readNemotronNas(context: TextContext): TextModel | undefined {
  const { fields } = context;
  const sizes = readSizes(context);
  const heads = fields.required(
    'the number of attention heads',
    'num_attention_heads',
  );
  const blocks = fields.list('block_configs');
  // Those of the model it was made from; the list says more.
  fields.ignore('num_key_value_heads', 'intermediate_size');
  if (!sizes || !heads) {
    return undefined;
  }
  const { hiddenSize, layers } = sizes;
  if (!blocks || blocks.length !== layers) {
    return fields.unsupported(
      'block_configs',
      `must describe each of the ${layers} layers, but describes ${
        blocks?.length ?? 'none'
      }`,
    );
  }
  const headDim = fields.count('head_dim') || hiddenSize / heads;
  const before = fields.problems;
  const built = blocks.map((block, index): Layer => {
    const own = fields.item(
      'block_configs',
      index,
      isRecord(block) ? block : {},
    );
    const mixer = readAttention(own, { hiddenSize, heads, headDim });
    const feedForward = readFeedForward(own, hiddenSize);
    // What was left out takes its norm with it.
    const norms = (mixer.parts.length ? 1 : 0) + (feedForward ? 1 : 0);
    return {
      mixers: [mixer],
      feedForward,
      others: [plain('norms', norms, hiddenSize)],
    };
  });
  const errors = fields.problems > before;
  return errors
    ? undefined
    : finishDecoder({ context, style: {}, hiddenSize, layers: built });
}

function readAttention(block: Fields, sizes: Sizes): Mixer {
  const { hiddenSize, heads, headDim } = sizes;
  const attention = block.nested('attention');
  if (!attention) {
    block.unsupported('attention', 'must say what attention the layer has');
    return NO_MIXER;
  }
  attention.ignore('use_prefill_window_in_sink_attention', 'unshifted_sink');
  if (attention.flag('no_op')) {
    attention.ignore('n_heads_in_group');
    return NO_MIXER;
  }
  if (attention.flag('replace_with_linear')) {
    return {
      ...NO_MIXER,
      parts: [linear('self_attn.linear_attn', hiddenSize, hiddenSize)],
    };
  }
  const group = attention.required(
    'the number of query heads that share a key',
    'n_heads_in_group',
  );
  const window = attention.count('window_length');
  if (!group || heads % group !== 0) {
    if (group) {
      attention.unsupported(
        'n_heads_in_group',
        `must divide the number of attention heads (${heads}), but is ${group}`,
      );
    }
    return NO_MIXER;
  }
  return softmaxAttention(
    { hiddenSize, heads, kvHeads: heads / group, headDim },
    window ? { attention: 'sliding', window } : { attention: 'full' },
  );
}

function readFeedForward(
  block: Fields,
  hiddenSize: number,
): FeedForward | undefined {
  const ffn = block.nested('ffn');
  if (!ffn) {
    block.unsupported('ffn', 'must say how wide the feed-forward part is');
    return undefined;
  }
  if (ffn.flag('no_op')) {
    ffn.ignore('ffn_mult', 'intermediate_size');
    return undefined;
  }
  if (ffn.flag('replace_with_linear')) {
    ffn.ignore('ffn_mult', 'intermediate_size');
    return {
      group: {},
      parts: [linear('mlp.linear_mlp', hiddenSize, hiddenSize)],
    };
  }
  const factor = ffn.number('ffn_mult');
  const given = ffn.count('intermediate_size');
  const width = given || (factor && roundedWidth(factor, hiddenSize));
  if (!width || width < 0 || width > 1e8) {
    ffn.unsupported('ffn_mult', 'must say how wide the feed-forward part is');
    return undefined;
  }
  return denseFeedForward({
    hiddenSize,
    intermediateSize: width,
    style: { gated: true, bias: false },
  });
}

/** Two thirds of the factor, as there are three matrices instead of two, rounded up to a multiple of 256. */
function roundedWidth(factor: number, hiddenSize: number): number {
  const width = Math.trunc((2 * factor * hiddenSize) / 3);
  return Math.ceil(width / 256) * 256;
}
