import { decoderFamily } from '../config/decoderFamily';
import { everyLayerFull, everyLayerSliding } from '../config/layerKinds';
import { Family } from '../config/TextModel';

/**
 * Llama, and what is built as it is: grouped queries, a gated feed-forward part, two norms and no bias. Defaults:
 * configuration_llama.py, configuration_mistral.py, configuration_mixtral.py.
 */
export const llama: readonly Family[] = [
  decoderFamily(
    [
      'llama',
      'aquila',
      'internlm2',
      'internlm3',
      'smollm3',
      'granite',
      'deepseek',
      'dots1',
      'yi',
    ],
    {
      schedule: everyLayerFull,
      defaults: {
        hidden_size: 4096,
        intermediate_size: 11008,
        num_hidden_layers: 32,
        num_attention_heads: 32,
        vocab_size: 32000,
      },
      ignored: ['no_rope_layers', 'no_rope_layer_interval'],
    },
  ),
  decoderFamily(['mistral', 'ministral', 'ministral3', 'mixtral', 'phi3'], {
    schedule: everyLayerSliding,
    defaults: {
      hidden_size: 4096,
      intermediate_size: 14336,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      vocab_size: 32000,
    },
    ignored: ['original_max_position_embeddings'],
  }),
  decoderFamily(['seed_oss'], { bias: 'qkv' }),
  decoderFamily(['internlm', 'baichuan'], {}),
  decoderFamily(['arcee'], { gated: false }),
  decoderFamily(['apertus'], { gated: false, queryKeyNorm: 'head' }),
  decoderFamily(['olmo'], { norms: 0, finalNorm: 0 }),
  decoderFamily(['olmo2', 'olmo3'], { queryKeyNorm: 'heads' }),
  decoderFamily(['olmoe', 'flex_olmo'], { queryKeyNorm: 'heads' }),
  decoderFamily(['nemotron'], { gated: false, norms: 4, finalNorm: 2 }),
  decoderFamily(['stablelm'], { norms: 4, finalNorm: 2 }),
  decoderFamily(['persimmon'], {
    gated: false,
    norms: 4,
    finalNorm: 2,
    bias: 'qkvo',
    feedForwardBias: true,
  }),
  decoderFamily(['exaone4'], { queryKeyNorm: 'head' }),
];
