import { decoderFamily } from '../config/decoderFamily';
import { everyLayerSliding } from '../config/layerKinds';
import { Family } from '../config/TextModel';

/** Mixtures of experts that are otherwise built as Llama is, each from the modeling file of its publisher. */
export const mixtures: readonly Family[] = [
  decoderFamily(['minimax_m2'], {
    queryKeyNorm: 'heads',
    queryKeyNormIsOptional: true,
  }),
  decoderFamily(['mimo_v2_flash', 'mimo_v2'], {
    experts: { routerBias: true },
    ignored: ['attention_projection_layout'],
  }),
  decoderFamily(['phimoe'], {
    norms: 4,
    finalNorm: 2,
    headBias: true,
    schedule: everyLayerSliding,
    ignored: ['lm_head_bias', 'original_max_position_embeddings'],
  }),
  decoderFamily(['granitemoe', 'granitemoeshared']),
  decoderFamily(['ernie4_5', 'ernie4_5_moe'], {
    tied: true,
    experts: { routerBias: true },
    ignored: ['moe_use_aux_free', 'moe_gate', 'use_rmsnorm'],
  }),
  decoderFamily(['hunyuan_v1_dense', 'hunyuan_v1_moe'], {
    queryKeyNorm: 'head',
    queryKeyNormIsOptional: true,
  }),
  decoderFamily(['bailing_moe', 'bailing_moe_v2'], {
    queryKeyNorm: 'head',
    queryKeyNormIsOptional: true,
  }),
];
