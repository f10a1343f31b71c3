import { Mixer } from '../parts/Layer';
import {
  gatedDeltaNet,
  lightningAttention,
  kimiDeltaAttention,
  mamba1,
  mamba2,
  shortConvolution,
  StateBytes,
} from '../parts/linearAttention';
import { TextContext } from './TextModel';

/**
 * What a layer has in place of attention, told by the fields that only one kind of it has. Undefined where none of them is
 * there, or one is missing, which has been reported.
 */
export function readLinearMixer(
  context: TextContext,
  hiddenSize: number,
): Mixer | undefined {
  const { fields } = context;
  const bytes = readStateBytes(context);
  if (fields.has('linear_num_value_heads')) {
    const shape = {
      keyHeads: fields.required(
        'the number of key heads of linear layers',
        'linear_num_key_heads',
      ),
      valueHeads: fields.count('linear_num_value_heads'),
      keyHeadDim: fields.required(
        'the size of a key of linear layers',
        'linear_key_head_dim',
      ),
      valueHeadDim: fields.required(
        'the size of a value of linear layers',
        'linear_value_head_dim',
      ),
      kernel: fields.required(
        'the length of the convolution of linear layers',
        'linear_conv_kernel_dim',
      ),
    };
    return isComplete(shape)
      ? gatedDeltaNet({ hiddenSize, bytes, ...shape })
      : undefined;
  }
  const kimi = fields.nested('linear_attn_config');
  if (kimi) {
    kimi.ignore('kda_layers', 'full_attn_layers');
    const shape = {
      heads: kimi.required('the number of heads of linear layers', 'num_heads'),
      headDim: kimi.required('the size of a head of linear layers', 'head_dim'),
      kernel: kimi.required(
        'the length of the convolution of linear layers',
        'short_conv_kernel_size',
      ),
    };
    return isComplete(shape)
      ? kimiDeltaAttention({ hiddenSize, bytes, ...shape })
      : undefined;
  }
  if (fields.has('conv_L_cache')) {
    const kernel = fields.required(
      'the length of convolutions',
      'conv_L_cache',
    );
    fields.ignore('conv_dim', 'conv_dim_out', 'conv_use_xavier_init');
    return kernel
      ? shortConvolution({
          hiddenSize,
          kernel,
          bias: fields.flag('conv_bias') ?? false,
          bytes,
        })
      : undefined;
  }
  if (fields.has('attn_type_list')) {
    const shape = {
      heads: fields.required(
        'the number of attention heads',
        'num_attention_heads',
      ),
      headDim: fields.required('the size of a head', 'head_dim'),
    };
    return isComplete(shape)
      ? lightningAttention({ hiddenSize, bytes, ...shape })
      : undefined;
  }
  if (fields.has('mamba_num_heads') || fields.has('mamba_n_heads')) {
    return readMamba2(context, hiddenSize, bytes);
  }
  return readMamba1(context, hiddenSize, bytes);
}

/**
 * Number formats of states: convolutions have that of the model, matrices the one that the model asks for, or else the
 * same (mamba_cache_dtype and mamba_ssm_cache_dtype `auto` in vllm/model_executor/models/config.py).
 */
export function readStateBytes({
  fields,
  activationBytes,
}: TextContext): StateBytes {
  const asked = fields.text('mamba_ssm_dtype', 'mamba_ssm_cache_dtype');
  const sizes: Record<string, number> = { float32: 4, float16: 2, bfloat16: 2 };
  return {
    convolution: activationBytes,
    state:
      asked === undefined
        ? activationBytes
        : (Object.hasOwn(sizes, asked) && sizes[asked]) || undefined,
  };
}

/** Mamba-2, under the names of Bamba and Granite (`mamba_d_state`) or of Nemotron (`ssm_state_size`). */
export function readMamba2(
  context: TextContext,
  hiddenSize: number,
  bytes: StateBytes,
): Mixer | undefined {
  const { fields } = context;
  const heads = fields.required(
    'the number of heads of Mamba layers',
    'mamba_n_heads',
    'mamba_num_heads',
    'num_heads',
  );
  const expand = fields.number('mamba_expand', 'expand') ?? 2;
  const inner = fields.count('mamba_d_ssm') || expand * hiddenSize;
  const headDim = fields.any('mamba_d_head', 'mamba_head_dim');
  const shape = {
    heads,
    headDim:
      typeof headDim === 'number' || !heads
        ? fields.count('mamba_d_head', 'mamba_head_dim', 'head_dim')
        : inner / heads,
    groups: fields.count('mamba_n_groups', 'n_groups', 'mamba_num_groups') ?? 1,
    stateSize: fields.required(
      'the size of the state of Mamba layers',
      'mamba_d_state',
      'ssm_state_size',
      'state_size',
    ),
    kernel: fields.count('mamba_d_conv', 'conv_kernel') ?? 4,
  };
  fields.ignore('mamba_chunk_size', 'chunk_size');
  return isComplete(shape)
    ? mamba2({
        hiddenSize,
        ...shape,
        bias: fields.flag('mamba_proj_bias', 'use_bias') ?? false,
        convolutionBias:
          fields.flag('mamba_conv_bias', 'use_conv_bias') ?? true,
        norm: fields.flag('mamba_rms_norm', 'rms_norm') ?? true,
        name: fields.has('mamba_n_heads') ? 'mamba' : 'mixer',
        bytes,
      })
    : undefined;
}

function readMamba1(
  context: TextContext,
  hiddenSize: number,
  bytes: StateBytes,
): Mixer | undefined {
  const { fields, modelType } = context;
  const expand = fields.number('mamba_expand', 'expand') ?? 2;
  const rank = fields.any('mamba_dt_rank', 'time_step_rank');
  const shape = {
    stateSize: fields.required(
      'the size of the state of linear layers',
      'mamba_d_state',
      'state_size',
    ),
    // Jamba's intermediate_size is that of its feed-forward parts.
    innerSize:
      (modelType === 'jamba' ? undefined : fields.count('intermediate_size')) ??
      expand * hiddenSize,
    rank:
      typeof rank === 'number'
        ? fields.count('mamba_dt_rank', 'time_step_rank')
        : Math.ceil(hiddenSize / 16),
    kernel: fields.count('mamba_d_conv', 'conv_kernel') ?? 4,
  };
  return isComplete(shape)
    ? mamba1({
        hiddenSize,
        ...shape,
        bias: fields.flag('mamba_proj_bias', 'use_bias') ?? false,
        convolutionBias:
          fields.flag('mamba_conv_bias', 'use_conv_bias') ?? true,
        norms: modelType === 'jamba',
        bytes,
      })
    : undefined;
}

type Complete<T> = { [K in keyof T]: NonNullable<T[K]> };

/** Whether all sizes of a shape are known and above 0. */
export function isComplete<T extends Record<string, number | undefined>>(
  shape: T,
): shape is T & Complete<T> {
  return Object.values(shape).every(Boolean);
}
