import { LayerGroup } from '../Architecture';
import { Mixer } from './Layer';
import { linear, Part, plain } from './Part';

/** Sizes of an attention layer that compares each token with those before. */
export interface SoftmaxShape {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly valueHeadDim?: number;
  /** Which matrices have a bias. */
  readonly bias?: 'qkv' | 'qkvo' | 'qvo' | 'o';
  /** Norms of queries and keys: one for all heads (`head`) or for all of them together (`heads`). */
  readonly norm?: 'head' | 'heads' | 'headsWithBias';
  /** Whether a gate as wide as the queries comes out of the same matrix. */
  readonly outputGate?: boolean;
  /** Whether values are the keys again, so that they have no matrix. */
  readonly valueIsKey?: boolean;
  /** Whether each head has a number that takes up what attention is left over. */
  readonly sinks?: boolean;
  /** Whether keys and values are those of an earlier layer. */
  readonly sharesKv?: boolean;
  /** Where the layer's weights are, in checkpoints. */
  readonly name?: string;
}

/**
 * Multi-head, multi-query and grouped-query attention: matrices for queries, keys, values and the result. Keys and values
 * are kept for each token (FullAttentionSpec, SlidingWindowSpec in vllm/v1/kv_cache_interface.py).
 */
export function softmaxAttention(
  shape: SoftmaxShape,
  reach: Pick<LayerGroup, 'attention' | 'window'>,
): Mixer {
  const { hiddenSize, heads, kvHeads, headDim, bias = '' } = shape;
  const { norm, outputGate, valueIsKey, sinks, sharesKv } = shape;
  const valueHeadDim = shape.valueHeadDim ?? headDim;
  const name = shape.name ?? 'self_attn';
  const queries = heads * headDim * (outputGate ? 2 : 1);
  const has = (letter: string) => ({ bias: bias.includes(letter) });

  const parts: Part[] = [
    linear(`${name}.q_proj`, hiddenSize, queries, has('q')),
    linear(`${name}.o_proj`, heads * valueHeadDim, hiddenSize, has('o')),
  ];
  if (!sharesKv) {
    parts.push(
      linear(`${name}.k_proj`, hiddenSize, kvHeads * headDim, has('k')),
    );
  }
  if (!sharesKv && !valueIsKey) {
    parts.push(
      linear(`${name}.v_proj`, hiddenSize, kvHeads * valueHeadDim, has('v')),
    );
  }
  if (norm === 'head') {
    parts.push(plain(`${name}.q_norm`, headDim));
    parts.push(plain(`${name}.k_norm`, sharesKv ? 0 : headDim));
  } else if (norm) {
    const vectors = norm === 'headsWithBias' ? 2 : 1;
    parts.push(plain(`${name}.q_norm`, heads * headDim * vectors));
    parts.push(plain(`${name}.k_norm`, kvHeads * headDim * vectors));
  }
  if (sinks) {
    parts.push(plain(`${name}.sinks`, heads));
  }
  return {
    group: {
      ...(sharesKv ? { attention: 'none' as const } : reach),
      heads,
      kvHeads,
      headDim,
      ...(valueHeadDim === headDim ? {} : { valueHeadDim }),
    },
    parts,
  };
}
