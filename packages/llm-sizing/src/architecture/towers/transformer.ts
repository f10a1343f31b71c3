import { Fields } from '../config/Fields';
import { denseFeedForward } from '../parts/feedForward';
import { Part, plain } from '../parts/Part';
import { softmaxAttention, SoftmaxShape } from '../parts/softmaxAttention';

/** Sizes of a transformer that sees or hears. */
export interface TransformerSizes {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly heads: number;
}

/** Reads the sizes by the names that they have in different towers. */
export function readTransformer(fields: Fields): TransformerSizes | undefined {
  const layers = fields.required(
    'the number of layers',
    'num_hidden_layers',
    'depth',
    'layers',
    'encoder_layers',
    'vt_num_hidden_layers',
  );
  const hiddenSize = fields.required(
    'the width',
    'embed_dim',
    'hidden_size',
    'd_model',
    'width',
    'vt_hidden_size',
  );
  const heads = fields.required(
    'the number of attention heads',
    'num_attention_heads',
    'num_heads',
    'attention_heads',
    'encoder_attention_heads',
    'vt_num_attention_heads',
  );
  const ratio = fields.number('mlp_ratio');
  const intermediateSize =
    fields.count(
      'intermediate_size',
      'encoder_ffn_dim',
      'vt_intermediate_size',
    ) ||
    (hiddenSize && ratio && Math.trunc(hiddenSize * ratio)) ||
    (hiddenSize && 4 * hiddenSize);
  if (!layers || !hiddenSize || !heads || !intermediateSize) {
    return undefined;
  }
  return layers > 500
    ? fields.unsupported('num_hidden_layers', 'must be at most 500')
    : { layers, hiddenSize, intermediateSize, heads };
}

/** All layers of a transformer that looks both ways. */
export function transformerParts(options: {
  sizes: TransformerSizes;
  /** What their names begin with. */
  name: string;
  gated?: boolean;
  bias?: SoftmaxShape['bias'];
  feedForwardBias?: boolean;
  norm?: SoftmaxShape['norm'];
  headDim?: number;
  /** Vectors in the norms and scales of a layer. */
  norms: number;
}): Part[] {
  const { sizes, name, gated = false, bias, norm, norms } = options;
  const { layers, hiddenSize, intermediateSize, heads } = sizes;
  const headDim = options.headDim ?? hiddenSize / heads;
  const layer = [
    ...softmaxAttention(
      { hiddenSize, heads, kvHeads: heads, headDim, bias, norm },
      { attention: 'encoder' },
    ).parts,
    ...denseFeedForward({
      hiddenSize,
      intermediateSize,
      style: { gated, bias: options.feedForwardBias ?? false },
    }).parts,
    plain('norms', norms, hiddenSize),
  ];
  return layer.map(part => ({
    ...part,
    name: `${name}.0.${part.name}`,
    copies: layers,
  }));
}

/** Numbers of a picture's patch: its height, width, colours, and frames where there are several. */
export function patchSize(fields: Fields, colours = 3): number | undefined {
  const side = fields.count('patch_size');
  const frames = fields.count('temporal_patch_size') || 1;
  const channels =
    fields.count('in_channels', 'in_chans', 'num_channels') || colours;
  return side && side * side * frames * channels;
}

/** Patches of a picture of the size that the tower is made for. */
export function patchCount(fields: Fields): number | undefined {
  const size = fields.any('image_size');
  const side = Array.isArray(size)
    ? Number(size[0])
    : fields.count('image_size');
  const patch = fields.count('patch_size');
  return side && patch ? Math.floor(side / patch) ** 2 : undefined;
}
