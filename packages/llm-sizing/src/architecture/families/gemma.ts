import { decoderFamily } from '../config/decoderFamily';
import { everyNthFull } from '../config/layerKinds';
import { Family } from '../config/TextModel';

/** Google Gemma 1 to 3: modeling_gemma.py, modeling_gemma2.py, modeling_gemma3.py, with the defaults beside them. */
export const gemma: readonly Family[] = [
  decoderFamily(['gemma'], {
    tied: true,
    defaults: { head_dim: 256, vocab_size: 256000 },
  }),
  decoderFamily(['gemma2'], {
    tied: true,
    norms: 4,
    schedule: everyNthFull(2),
    defaults: { head_dim: 256, sliding_window: 4096, vocab_size: 256000 },
  }),
  decoderFamily(['gemma3_text', 'gemma3'], {
    tied: true,
    norms: 4,
    queryKeyNorm: 'head',
    schedule: everyNthFull(6),
    defaults: {
      hidden_size: 2304,
      intermediate_size: 9216,
      num_hidden_layers: 26,
      num_attention_heads: 8,
      num_key_value_heads: 4,
      head_dim: 256,
      sliding_window: 4096,
      vocab_size: 262208,
      max_position_embeddings: 131072,
    },
    ignored: [
      'sliding_window_pattern',
      '_sliding_window_pattern',
      'use_bidirectional_attention',
    ],
  }),
];
