import { Mixer } from './Layer';
import { linear, plain } from './Part';

// What a layer keeps for a request is the last tokens of its convolution and a matrix for each head. Shapes and number
// formats: MambaStateShapeCalculator and MambaStateDtypeCalculator in vllm/model_executor/layers/mamba/mamba_utils.py. A
// convolution over n tokens keeps the n - 1 before. Undefined bytes make the state unknown.

/** Bytes of the numbers that states are kept in. */
export interface StateBytes {
  /** Of a convolution: the format that the model computes in. */
  readonly convolution: number | undefined;
  /** Of the matrix: the same, where the model does not ask for another. */
  readonly state: number | undefined;
}

function stateBytes(
  parts: ReadonlyArray<readonly [elements: number, bytes: number | undefined]>,
) {
  let total = 0;
  for (const [elements, bytes] of parts) {
    if (bytes === undefined) {
      return {};
    }
    total += elements * bytes;
  }
  return { stateBytes: total };
}

/** Gated delta rule, as in Qwen3-Next and Qwen3.5 (Qwen3NextGatedDeltaNet in modeling_qwen3_next.py). */
export function gatedDeltaNet(options: {
  hiddenSize: number;
  keyHeads: number;
  valueHeads: number;
  keyHeadDim: number;
  valueHeadDim: number;
  kernel: number;
  bytes: StateBytes;
}): Mixer {
  const { hiddenSize, keyHeads, valueHeads, keyHeadDim, valueHeadDim } =
    options;
  const { kernel, bytes } = options;
  const keys = keyHeads * keyHeadDim;
  const values = valueHeads * valueHeadDim;
  const convolved = 2 * keys + values;
  return {
    group: {
      attention: 'linear',
      heads: valueHeads,
      kvHeads: keyHeads,
      headDim: keyHeadDim,
      valueHeadDim,
      ...stateBytes([
        [convolved * (kernel - 1), bytes.convolution],
        [valueHeads * valueHeadDim * keyHeadDim, bytes.state],
      ]),
    },
    parts: [
      linear('linear_attn.in_proj_qkv', hiddenSize, convolved),
      linear('linear_attn.in_proj_z', hiddenSize, values),
      linear('linear_attn.in_proj_b', hiddenSize, valueHeads),
      linear('linear_attn.in_proj_a', hiddenSize, valueHeads),
      plain('linear_attn.conv1d', convolved, kernel),
      plain('linear_attn.A_log', valueHeads),
      plain('linear_attn.dt_bias', valueHeads),
      plain('linear_attn.norm', valueHeadDim),
      linear('linear_attn.out_proj', values, hiddenSize),
    ],
  };
}

/**
 * Kimi Delta Attention (KimiDeltaAttention in modeling_kimi.py): queries, keys and values each with a convolution, decay
 * and gate through a narrow middle. Its matrix is always kept in fp32.
 */
export function kimiDeltaAttention(options: {
  hiddenSize: number;
  heads: number;
  headDim: number;
  kernel: number;
  bytes: StateBytes;
}): Mixer {
  const { hiddenSize, heads, headDim, kernel, bytes } = options;
  const width = heads * headDim;
  const name = 'self_attn';
  return {
    group: {
      attention: 'linear',
      heads,
      headDim,
      ...stateBytes([
        [3 * width * (kernel - 1), bytes.convolution],
        [heads * headDim * headDim, 4],
      ]),
    },
    parts: [
      linear(`${name}.q_proj`, hiddenSize, width),
      linear(`${name}.k_proj`, hiddenSize, width),
      linear(`${name}.v_proj`, hiddenSize, width),
      plain(`${name}.conv1d`, 3 * width, kernel),
      linear(`${name}.f_a_proj`, hiddenSize, headDim),
      linear(`${name}.f_b_proj`, headDim, width),
      linear(`${name}.g_a_proj`, hiddenSize, headDim),
      linear(`${name}.g_b_proj`, headDim, width),
      linear(`${name}.b_proj`, hiddenSize, heads),
      plain(`${name}.A_log`, heads),
      plain(`${name}.dt_bias`, width),
      plain(`${name}.o_norm`, headDim),
      linear(`${name}.o_proj`, width, hiddenSize),
    ],
  };
}

/** Lightning attention, as in MiniMax-Text-01 (MiniMaxText01LinearAttention): one matrix for each head, and no convolution. */
export function lightningAttention(options: {
  hiddenSize: number;
  heads: number;
  headDim: number;
  bytes: StateBytes;
}): Mixer {
  const { hiddenSize, heads, headDim, bytes } = options;
  const width = heads * headDim;
  return {
    group: {
      attention: 'linear',
      heads,
      headDim,
      // The engine keeps it in the format of the convolution that other layers have.
      ...stateBytes([[heads * headDim * headDim, bytes.state]]),
    },
    parts: [
      linear('self_attn.qkv_proj', hiddenSize, 3 * width),
      linear('self_attn.output_gate', hiddenSize, width),
      linear('self_attn.out_proj', width, hiddenSize),
      plain('self_attn.norm', width),
    ],
  };
}

/** A gated convolution over the last tokens, as in LFM2 (Lfm2ShortConv in modeling_lfm2.py). */
export function shortConvolution(options: {
  hiddenSize: number;
  kernel: number;
  bias: boolean;
  bytes: StateBytes;
}): Mixer {
  const { hiddenSize, kernel, bias, bytes } = options;
  return {
    group: {
      attention: 'linear',
      ...stateBytes([[hiddenSize * (kernel - 1), bytes.convolution]]),
    },
    parts: [
      linear('conv.in_proj', hiddenSize, 3 * hiddenSize, { bias }),
      plain('conv.conv', hiddenSize, kernel + (bias ? 1 : 0)),
      linear('conv.out_proj', hiddenSize, hiddenSize, { bias }),
    ],
  };
}

/** Mamba (modeling_mamba.py, modeling_jamba.py). */
export function mamba1(options: {
  hiddenSize: number;
  innerSize: number;
  stateSize: number;
  rank: number;
  kernel: number;
  bias: boolean;
  convolutionBias: boolean;
  /** Whether step, input and output are normalised, as in Jamba. */
  norms: boolean;
  bytes: StateBytes;
}): Mixer {
  const { hiddenSize, innerSize, stateSize, rank, kernel, bytes } = options;
  const { bias, convolutionBias, norms } = options;
  return {
    group: {
      attention: 'linear',
      ...stateBytes([
        [innerSize * (kernel - 1), bytes.convolution],
        [innerSize * stateSize, bytes.state],
      ]),
    },
    parts: [
      linear('mamba.in_proj', hiddenSize, 2 * innerSize, { bias }),
      plain('mamba.conv1d', innerSize, kernel + (convolutionBias ? 1 : 0)),
      linear('mamba.x_proj', innerSize, rank + 2 * stateSize),
      linear('mamba.dt_proj', rank, innerSize, { bias: true }),
      plain('mamba.A_log', innerSize, stateSize),
      plain('mamba.D', innerSize),
      plain('mamba.layernorms', norms ? rank + 2 * stateSize : 0),
      linear('mamba.out_proj', innerSize, hiddenSize, { bias }),
    ],
  };
}

/** Mamba-2 (modeling_mamba2.py, modeling_nemotron_h.py, modeling_bamba.py). */
export function mamba2(options: {
  hiddenSize: number;
  heads: number;
  headDim: number;
  groups: number;
  stateSize: number;
  kernel: number;
  bias: boolean;
  convolutionBias: boolean;
  /** Whether the result is normalised. */
  norm: boolean;
  name?: string;
  bytes: StateBytes;
}): Mixer {
  const { hiddenSize, heads, headDim, groups, stateSize, kernel } = options;
  const { bias, convolutionBias, norm, name = 'mixer', bytes } = options;
  const innerSize = heads * headDim;
  const convolved = innerSize + 2 * groups * stateSize;
  return {
    group: {
      attention: 'linear',
      heads,
      kvHeads: groups,
      headDim,
      ...stateBytes([
        [convolved * (kernel - 1), bytes.convolution],
        [heads * headDim * stateSize, bytes.state],
      ]),
    },
    parts: [
      linear(`${name}.in_proj`, hiddenSize, innerSize + convolved + heads, {
        bias,
      }),
      plain(`${name}.conv1d`, convolved, kernel + (convolutionBias ? 1 : 0)),
      // A_log, D and dt_bias.
      plain(`${name}.heads`, 3, heads),
      plain(`${name}.norm`, norm ? innerSize : 0),
      linear(`${name}.out_proj`, innerSize, hiddenSize, { bias }),
    ],
  };
}
