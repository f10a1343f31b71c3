import { decoderFamily } from '../config/decoderFamily';
import { LayerKind, Schedule } from '../config/layerKinds';
import { isRecord } from '../config/Fields';
import { Family } from '../config/TextModel';

/** Kimi Linear lists its layers with full attention, counted from 1. */
const listedFull: Schedule = ({ fields, layers }) => {
  const settings = fields.any('linear_attn_config');
  const list = isRecord(settings) ? settings.full_attn_layers : undefined;
  const full = new Set(Array.isArray(list) ? list : []);
  return Array.from(
    { length: layers },
    (_, layer): LayerKind =>
      list === undefined || full.has(layer + 1) ? 'full' : 'linear',
  );
};

/**
 * Models with multi-head latent attention, of DeepSeek and others: modeling_deepseek_v2.py, modeling_deepseek_v3.py,
 * modeling_kimi.py, modeling_glm_moe_dsa.py.
 */
export const deepseek: readonly Family[] = [
  decoderFamily(['deepseek_v2', 'deepseek_vl_v2', 'minicpm3', 'glm4_moe_lite']),
  decoderFamily([
    'deepseek_v3',
    'deepseek_v32',
    'kimi_k2',
    'kimi_k25',
    'glm_moe_dsa',
  ]),
  decoderFamily(['kimi_linear'], {
    schedule: listedFull,
    experts: { routerBias: true },
    ignored: ['mla_use_nope', 'use_grouped_topk', 'num_expert_group'],
  }),
];
