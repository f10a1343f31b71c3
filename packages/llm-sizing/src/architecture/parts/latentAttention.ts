import { Mixer } from './Layer';
import { linear, Part, plain } from './Part';

/** Sizes of a layer with multi-head latent attention. */
export interface LatentShape {
  readonly hiddenSize: number;
  readonly heads: number;
  /** Queries are compressed as well where this is given. */
  readonly qLoraRank?: number;
  readonly kvLoraRank: number;
  /** Parts of a head without and with positions, and of a value. */
  readonly nopeHeadDim: number;
  readonly ropeHeadDim: number;
  readonly valueHeadDim: number;
  readonly bias?: boolean;
  /** Chooses the tokens that a layer looks at (DeepSeek sparse attention). */
  readonly indexer?: { readonly heads: number; readonly headDim: number };
}

/**
 * Multi-head latent attention, as in DeepSeek-V2: keys and values are kept as one compressed vector for all heads, and a
 * part with positions (MLAAttentionSpec in vllm/v1/kv_cache_interface.py). Shapes: modeling_deepseek_v3.py; those of the
 * indexer: vllm/model_executor/models/deepseek_v2.py, class Indexer.
 */
export function latentAttention(shape: LatentShape): Mixer {
  const { hiddenSize, heads, qLoraRank, kvLoraRank, indexer } = shape;
  const { nopeHeadDim, ropeHeadDim, valueHeadDim, bias } = shape;
  const queries = heads * (nopeHeadDim + ropeHeadDim);
  const parts: Part[] = qLoraRank
    ? [
        linear('self_attn.q_a_proj', hiddenSize, qLoraRank, { bias }),
        plain('self_attn.q_a_layernorm', qLoraRank),
        linear('self_attn.q_b_proj', qLoraRank, queries),
      ]
    : [linear('self_attn.q_proj', hiddenSize, queries)];
  parts.push(
    linear(
      'self_attn.kv_a_proj_with_mqa',
      hiddenSize,
      kvLoraRank + ropeHeadDim,
      { bias },
    ),
    plain('self_attn.kv_a_layernorm', kvLoraRank),
    linear(
      'self_attn.kv_b_proj',
      kvLoraRank,
      heads * (nopeHeadDim + valueHeadDim),
    ),
    linear('self_attn.o_proj', heads * valueHeadDim, hiddenSize, { bias }),
  );
  if (indexer) {
    parts.push(
      linear(
        'self_attn.indexer.wq_b',
        qLoraRank ?? hiddenSize,
        indexer.heads * indexer.headDim,
      ),
      linear('self_attn.indexer.wk', hiddenSize, indexer.headDim),
      plain('self_attn.indexer.k_norm', 2, indexer.headDim),
      plain('self_attn.indexer.weights_proj', hiddenSize, indexer.heads),
    );
  }
  return {
    group: {
      attention: 'mla',
      heads,
      kvLoraRank,
      ropeHeadDim,
      headDim: nopeHeadDim + ropeHeadDim,
      valueHeadDim,
      ...(indexer && { indexHeadDim: indexer.headDim }),
    },
    parts,
  };
}
