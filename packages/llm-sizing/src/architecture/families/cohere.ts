import { decoderFamily } from '../config/decoderFamily';
import { everyNthFull } from '../config/layerKinds';
import { Family } from '../config/TextModel';

/** Cohere Command: one norm for attention and feed-forward part, which work side by side (modeling_cohere.py). */
export const cohere: readonly Family[] = [
  decoderFamily(['cohere'], {
    tied: true,
    norms: 1,
    queryKeyNorm: 'heads',
    queryKeyNormIsOptional: true,
    ignored: [
      'use_parallel_block',
      'use_embedding_sharing',
      'use_gated_activation',
    ],
  }),
  decoderFamily(['cohere2'], {
    tied: true,
    norms: 1,
    schedule: everyNthFull(4),
    ignored: [
      'sliding_window_pattern',
      '_sliding_window_pattern',
      'order_of_interleaved_layers',
      'use_parallel_block',
      'use_parallel_embedding',
      'use_embedding_sharing',
      'use_gated_activation',
      'rotary_pct',
    ],
  }),
];
