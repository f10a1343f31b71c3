import { decoderFamily } from '../config/decoderFamily';
import { LayerKind, Schedule } from '../config/layerKinds';
import { finishDecoder, readDecoder, readSizes } from '../config/readDecoder';
import {
  readLinearMixer,
  readMamba2,
  readStateBytes,
} from '../config/readLinearMixer';
import { Family, TextContext, TextModel } from '../config/TextModel';
import { Layer } from '../parts/Layer';
import { plain } from '../parts/Part';

/** Layers of Jamba: one in each period has attention. */
const periodic: Schedule = ({ fields, layers }) => {
  const period = fields.count('attn_layer_period') || 8;
  const offset = fields.count('attn_layer_offset') ?? 4;
  return kinds(layers, layer => layer % period === offset);
};

/** Layers that are named one by one. */
const named: Schedule = ({ fields, layers }) => {
  const places = new Set(
    fields.list('attn_layer_indices', 'full_attn_idxs') ?? [],
  );
  return kinds(layers, layer => places.has(layer));
};

function kinds(layers: number, isFull: (layer: number) => boolean) {
  return Array.from(
    { length: layers },
    (_, layer): LayerKind => (isFull(layer) ? 'full' : 'linear'),
  );
}

/**
 * Models with state-space layers alone, in turn with attention, or beside it: modeling_mamba.py, modeling_jamba.py,
 * modeling_bamba.py, modeling_falcon_h1.py, modeling_lfm2.py, modeling_granitemoehybrid.py.
 */
export const mamba: readonly Family[] = [
  { modelTypes: ['mamba', 'falcon_mamba', 'mamba2'], read: readMambaAlone },
  decoderFamily(['jamba'], {
    schedule: periodic,
    defaults: {
      num_experts: 16,
      num_experts_per_tok: 2,
      expert_layer_period: 2,
      expert_layer_offset: 1,
      mamba_d_state: 16,
    },
    ignored: ['use_mamba_kernels', 'mamba_inner_layernorms'],
  }),
  decoderFamily(['bamba'], { schedule: named }),
  decoderFamily(['granitemoehybrid'], {
    // Without experts, the width of the shared one is that of the layer.
    width: fields =>
      fields.count('num_local_experts')
        ? fields.count('intermediate_size')
        : fields.count('shared_intermediate_size'),
    ignored: ['normalization_function', 'position_embedding_type'],
  }),
  decoderFamily(['lfm2', 'lfm2_moe', 'lfm2_vl_text'], {
    tied: true,
    schedule: named,
    queryKeyNorm: 'head',
    width: fields => {
      const width = fields.count('intermediate_size', 'block_ff_dim');
      fields.ignore(
        'block_dim',
        'block_ff_dim',
        'block_mlp_init_scale',
        'block_multiple_of',
        'block_ffn_dim_multiplier',
        'block_norm_eps',
        'block_use_swiglu',
        'block_use_xavier_init',
      );
      if (!width || fields.flag('block_auto_adjust_ff_dim') === false) {
        return width;
      }
      const factor = fields.number('block_ffn_dim_multiplier') ?? 1;
      const multiple = fields.count('block_multiple_of') || 256;
      const adjusted = Math.trunc(factor * Math.trunc((2 * width) / 3));
      return fields.has('block_auto_adjust_ff_dim')
        ? multiple * Math.ceil(adjusted / multiple)
        : width;
    },
    ignored: ['use_pos_enc', 'num_dense_layers', 'use_expert_bias'],
  }),
  { modelTypes: ['falcon_h1'], read: readFalconH1 },
];

function readMambaAlone(context: TextContext): TextModel | undefined {
  const { fields, modelType } = context;
  const sizes = readSizes(context);
  if (!sizes) {
    return undefined;
  }
  const { hiddenSize, layers } = sizes;
  const bytes = readStateBytes(context);
  const mixer =
    modelType === 'mamba2'
      ? readMamba2(context, hiddenSize, bytes)
      : readLinearMixer(context, hiddenSize);
  // The same as expand says, in the first; others have the width alone.
  fields.ignore('intermediate_size', 'd_inner', 'expand', 'use_mambapy');
  if (!mixer) {
    return undefined;
  }
  const layer: Layer = {
    mixers: [mixer],
    others: [plain('norm', hiddenSize)],
  };
  return finishDecoder({
    context,
    style: { tied: modelType !== 'falcon_mamba' },
    hiddenSize,
    layers: Array.from({ length: layers }, () => layer),
  });
}

/** Attention and Mamba-2 side by side in each layer: two groups. */
function readFalconH1(context: TextContext): TextModel | undefined {
  const { fields } = context;
  fields.derive({ mamba_rms_norm: false });
  const model = readDecoder(context, {
    ignored: [
      'attention_in_multiplier',
      'attention_out_multiplier',
      'key_multiplier',
      'lm_head_multiplier',
      'mlp_multipliers',
      'mlp_expansion_factor',
      'ssm_in_multiplier',
      'ssm_multipliers',
      'ssm_out_multiplier',
      'mamba_norm_before_gate',
      'mamba_use_mlp',
      'attn_layer_indices',
      'time_step_rank',
    ],
  });
  const mixer =
    model && readMamba2(context, model.hiddenSize, readStateBytes(context));
  return (
    mixer && {
      ...model,
      layers: model.layers.map(layer => ({
        ...layer,
        mixers: [...layer.mixers, mixer],
      })),
    }
  );
}
