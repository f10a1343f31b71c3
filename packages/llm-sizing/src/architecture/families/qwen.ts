import { decoderFamily } from '../config/decoderFamily';
import { LayerKind, Schedule, upperLayersSliding } from '../config/layerKinds';
import { Family } from '../config/TextModel';

/** Three linear layers, then one with full attention (configuration_qwen3_next.py), where nothing else is said. */
const everyFourthFull: Schedule = ({ fields, layers }) => {
  const interval = fields.count('full_attention_interval') || 4;
  return Array.from(
    { length: layers },
    (_, layer): LayerKind => ((layer + 1) % interval === 0 ? 'full' : 'linear'),
  );
};

/** Alibaba Qwen: modeling_qwen2.py, modeling_qwen3.py, modeling_qwen3_next.py, modeling_qwen3_5.py. */
export const qwen: readonly Family[] = [
  decoderFamily(
    [
      'qwen2',
      'qwen2_vl',
      'qwen2_vl_text',
      'qwen2_5_vl',
      'qwen2_5_vl_text',
      'qwen2_5_omni_text',
      'mimo',
    ],
    {
      bias: 'qkv',
      biasMeans: 'qkv',
      schedule: upperLayersSliding,
      defaults: {
        hidden_size: 4096,
        intermediate_size: 22016,
        num_hidden_layers: 32,
        num_attention_heads: 32,
        num_key_value_heads: 32,
        vocab_size: 151936,
      },
    },
  ),
  decoderFamily(['qwen2_moe'], {
    bias: 'qkv',
    biasMeans: 'qkv',
    schedule: upperLayersSliding,
    experts: { sharedGate: true },
  }),
  decoderFamily(
    [
      'qwen3',
      'qwen3_moe',
      'qwen3_vl_text',
      'qwen3_vl_moe_text',
      'qwen3_omni_moe_text',
    ],
    { queryKeyNorm: 'head', schedule: upperLayersSliding },
  ),
  decoderFamily(
    [
      'qwen3_next',
      'qwen3_5',
      'qwen3_5_text',
      'qwen3_5_moe',
      'qwen3_5_moe_text',
    ],
    {
      queryKeyNorm: 'head',
      outputGate: true,
      schedule: everyFourthFull,
      experts: { sharedGate: true },
    },
  ),
];
