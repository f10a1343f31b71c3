import { decoderFamily } from '../config/decoderFamily';
import { Family } from '../config/TextModel';

/** Zhipu GLM: modeling_glm.py, modeling_glm4.py, modeling_glm4_moe.py, and modeling_chatglm.py of the models before. */
export const glm: readonly Family[] = [
  decoderFamily(['glm'], { bias: 'qkv', biasMeans: 'qkv' }),
  decoderFamily(['glm4', 'glm4v_text'], {
    bias: 'qkv',
    biasMeans: 'qkv',
    norms: 4,
  }),
  decoderFamily(['glm4_moe', 'glm4v_moe_text'], {
    biasMeans: 'qkv',
    queryKeyNorm: 'head',
    queryKeyNormIsOptional: true,
    experts: { routerBias: true },
  }),
  decoderFamily(['chatglm'], {
    bias: 'qkv',
    biasMeans: 'qkv',
    kvHeads: fields =>
      fields.flag('multi_query_attention')
        ? fields.count('multi_query_group_num')
        : undefined,
    ignored: ['multi_query_group_num', 'multi_query_attention', 'rmsnorm'],
  }),
];
