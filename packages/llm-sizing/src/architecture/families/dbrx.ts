import { Family, TextContext, TextModel } from '../config/TextModel';
import { readDecoder } from '../config/readDecoder';

/** Databricks DBRX (configuration_dbrx.py): what others have in one list of fields stands in two objects. */
export const dbrx: readonly Family[] = [
  { modelTypes: ['dbrx'], read: readDbrx },
];

function readDbrx(context: TextContext): TextModel | undefined {
  const { fields } = context;
  const attention = fields.nested('attn_config');
  const feedForward = fields.nested('ffn_config');
  fields.derive({
    num_key_value_heads: attention?.count('kv_n_heads'),
    ffn_hidden_size: feedForward?.count('ffn_hidden_size'),
    moe_num_experts: feedForward?.count('moe_num_experts'),
    moe_top_k: feedForward?.count('moe_top_k'),
  });
  attention?.ignore('clip_qkv');
  feedForward?.ignore(
    'ffn_act_fn',
    'moe_normalize_expert_weights',
    'uniform_expert_assignment',
    'moe_loss_weight',
  );
  return readDecoder(context, { norms: 2 });
}
