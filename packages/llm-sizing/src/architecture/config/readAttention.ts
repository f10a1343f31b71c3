import { latentAttention } from '../parts/latentAttention';
import { Mixer } from '../parts/Layer';
import { softmaxAttention, SoftmaxShape } from '../parts/softmaxAttention';
import { Fields } from './Fields';
import { LayerKind } from './layerKinds';
import { isComplete, readLinearMixer } from './readLinearMixer';
import { TextContext } from './TextModel';

type Bias = NonNullable<SoftmaxShape['bias']>;

/** What the code of a family does with attention that its configuration does not say. */
export interface AttentionStyle {
  /** Matrices with a bias where the configuration does not say. */
  readonly bias?: Bias;
  /** What the configuration means when it says that there is a bias; `qkvo` where absent. */
  readonly biasMeans?: Bias;
  /** Norms of queries and keys. */
  readonly queryKeyNorm?: SoftmaxShape['norm'];
  /** Whether there are none unless the configuration says so. */
  readonly queryKeyNormIsOptional?: boolean;
  /** Whether they have no weights. */
  readonly queryKeyNormHasNoWeights?: boolean;
  /** Whether a gate comes out of the matrix of queries, unless the configuration says otherwise. */
  readonly outputGate?: boolean;
  readonly sinks?: boolean;
  readonly valueIsKey?: boolean;
  /** Number of key and value heads where the configuration says none; that of queries where absent. */
  readonly kvHeads?: (fields: Fields) => number | undefined;
}

/** Reads the attention of each layer. */
export function readAttention(options: {
  context: TextContext;
  sizes: { hiddenSize: number; layers: number };
  kinds: readonly LayerKind[];
  style?: AttentionStyle;
}): readonly Mixer[] | undefined {
  const { context, sizes, kinds, style = {} } = options;
  const { fields } = context;
  const byKind = new Map<LayerKind, Mixer>();
  for (const kind of new Set(kinds)) {
    const mixer = readKind({ context, ...sizes, kind, style });
    if (!mixer) {
      return undefined;
    }
    byKind.set(kind, mixer);
  }
  // What only layers need that this model does not have is known all the same.
  fields.ignore(
    'sliding_window',
    'sliding_window_size',
    'use_sliding_window',
    'max_window_layers',
    'attention_chunk_size',
    'full_attention_interval',
    'sliding_window_pattern',
    '_sliding_window_pattern',
  );
  const mixers = kinds.flatMap(kind => byKind.get(kind) ?? []);
  return mixers.length === kinds.length ? mixers : undefined;
}

function readKind(options: {
  context: TextContext;
  hiddenSize: number;
  kind: LayerKind;
  style: AttentionStyle;
}): Mixer | undefined {
  const { context, hiddenSize, kind, style } = options;
  const { fields } = context;
  switch (kind) {
    case 'linear': {
      const before = fields.problems;
      const mixer = readLinearMixer(context, hiddenSize);
      return (
        mixer ??
        (fields.problems > before
          ? undefined
          : fields.unsupported(
              'layer_types',
              'has linear layers, but nothing says of which kind they are',
            ))
      );
    }
    case 'full':
      return fields.has('kv_lora_rank')
        ? readLatent(context, hiddenSize)
        : readSoftmax({ context, hiddenSize, kind, style });
    default:
      return readSoftmax({ context, hiddenSize, kind, style });
  }
}

function readSoftmax(options: {
  context: TextContext;
  hiddenSize: number;
  kind: 'full' | 'sliding' | 'chunked';
  style: AttentionStyle;
}): Mixer | undefined {
  const { context, hiddenSize, kind, style } = options;
  const { fields } = context;
  const shape = readHeads({ fields, hiddenSize, kind, style });
  const window = readWindow(fields, kind);
  if (!shape || (kind !== 'full' && !window)) {
    return undefined;
  }
  return softmaxAttention(
    {
      hiddenSize,
      ...shape,
      bias: readBias(fields, style),
      norm: readQueryKeyNorm(fields, style),
      outputGate: fields.flag('attn_output_gate') ?? style.outputGate ?? false,
      sinks: readSinks(fields, kind, style),
      valueIsKey: style.valueIsKey,
    },
    { attention: kind, ...(window && { window }) },
  );
}

/** Heads, and their size. Layers with a window may have others than the rest. */
function readHeads(options: {
  fields: Fields;
  hiddenSize: number;
  kind: LayerKind;
  style: AttentionStyle;
}) {
  const { fields, hiddenSize, kind, style } = options;
  const own = (name: string) =>
    kind === 'sliding' && fields.has(`swa_${name}`) ? [`swa_${name}`] : [];
  fields.ignore(
    'swa_num_attention_heads',
    'swa_num_key_value_heads',
    'swa_head_dim',
    'swa_v_head_dim',
  );
  const heads = fields.required(
    'the number of attention heads',
    ...own('num_attention_heads'),
    'num_attention_heads',
    'n_head',
    'n_heads',
  );
  if (!heads) {
    return undefined;
  }
  const kvHeads =
    fields.count(
      ...own('num_key_value_heads'),
      'num_key_value_heads',
      'num_kv_heads',
      'n_head_kv',
      'num_query_groups',
      'num_attention_groups',
    ) ??
    style.kvHeads?.(fields) ??
    heads;
  const headDim =
    fields.count(
      ...own('head_dim'),
      'head_dim',
      'attention_head_dim',
      'kv_channels',
    ) || hiddenSize / heads;
  const valueHeadDim =
    fields.count(...own('v_head_dim'), 'v_head_dim') || headDim;
  if (!Number.isInteger(headDim)) {
    return fields.unsupported(
      'num_attention_heads',
      `must divide the width of the model (${hiddenSize}), or head_dim must say how large a head is`,
    );
  }
  if (!kvHeads || heads % kvHeads !== 0) {
    return fields.unsupported(
      'num_key_value_heads',
      `must divide the number of attention heads (${heads}), but is ${kvHeads}`,
    );
  }
  return { heads, kvHeads, headDim, valueHeadDim };
}

function readWindow(fields: Fields, kind: LayerKind): number | undefined {
  if (kind === 'sliding') {
    return fields.required(
      'the window of the layers that have one',
      'sliding_window',
      'sliding_window_size',
    );
  }
  return kind === 'chunked'
    ? fields.required(
        'the length of a chunk of the layers that have one',
        'attention_chunk_size',
      )
    : undefined;
}

function readBias(fields: Fields, style: AttentionStyle): SoftmaxShape['bias'] {
  const said = fields.flag(
    'attention_bias',
    'qkv_bias',
    'add_qkv_bias',
    'use_qkv_bias',
    'use_bias',
    'bias',
  );
  const out = fields.flag('attention_out_bias');
  if (said === undefined) {
    return style.bias;
  }
  if (!said) {
    return out ? 'o' : undefined;
  }
  return out === false ? 'qkv' : style.biasMeans ?? 'qkvo';
}

function readQueryKeyNorm(
  fields: Fields,
  style: AttentionStyle,
): SoftmaxShape['norm'] {
  const said = fields.flag('use_qk_norm', 'qk_norm', 'qk_layernorm');
  fields.ignore('qk_norm_type');
  const form = style.queryKeyNorm ?? 'head';
  const usual =
    style.queryKeyNorm !== undefined && !style.queryKeyNormIsOptional;
  return (said ?? usual) && !style.queryKeyNormHasNoWeights ? form : undefined;
}

function readSinks(
  fields: Fields,
  kind: LayerKind,
  style: AttentionStyle,
): boolean {
  const sliding = fields.flag('add_swa_attention_sink_bias');
  const full = fields.flag('add_full_attention_sink_bias');
  return (kind === 'sliding' ? sliding : full) ?? style.sinks ?? false;
}

function readLatent(
  { fields }: TextContext,
  hiddenSize: number,
): Mixer | undefined {
  const shape = {
    heads: fields.required(
      'the number of attention heads',
      'num_attention_heads',
    ),
    kvLoraRank: fields.required(
      'the size of compressed keys and values',
      'kv_lora_rank',
    ),
    nopeHeadDim: fields.required(
      'the size of the part of a head without positions',
      'qk_nope_head_dim',
    ),
    ropeHeadDim: fields.required(
      'the size of the part of a head with positions',
      'qk_rope_head_dim',
    ),
    valueHeadDim: fields.required('the size of a value', 'v_head_dim'),
  };
  // The same sizes by other names, and what only applies without compression.
  fields.ignore(
    'num_key_value_heads',
    'head_dim',
    'qk_head_dim',
    'index_topk',
    'indexer_rope_interleave',
  );
  const indexer = {
    heads: fields.count('index_n_heads'),
    headDim: fields.count('index_head_dim'),
  };
  return isComplete(shape)
    ? latentAttention({
        hiddenSize,
        ...shape,
        qLoraRank: fields.count('q_lora_rank') || undefined,
        bias: fields.flag('attention_bias') ?? false,
        ...(isComplete(indexer) && { indexer }),
      })
    : undefined;
}
