import { decoderFamily } from '../config/decoderFamily';
import { Family } from '../config/TextModel';

/** MiniMax-Text-01 and M1 (modeling_minimax_text_01.py): lightning attention, and full attention in every eighth layer. */
export const minimax: readonly Family[] = [
  decoderFamily(
    [
      'minimax_text_01',
      'minimax_m1',
      'minimax',
      'MiniMaxText01',
      'minimax_vl_01',
    ],
    {
      ignored: [
        'postnorm',
        'layernorm_full_attention_alpha',
        'layernorm_full_attention_beta',
        'layernorm_linear_attention_alpha',
        'layernorm_linear_attention_beta',
        'layernorm_mlp_alpha',
        'layernorm_mlp_beta',
        'full_attn_alpha_factor',
        'full_attn_beta_factor',
        'linear_attn_alpha_factor',
        'linear_attn_beta_factor',
        'mlp_alpha_factor',
        'mlp_beta_factor',
        'block_size',
        'shared_moe_mode',
      ],
    },
  ),
];
