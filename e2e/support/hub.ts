import { startHub } from '../../plugins/llm-node/src/modelSource/__testUtils__/startHub';

/** Where `app-config.e2e.yaml` looks for the hub. */
const PORT = 7117;

/** The configuration of Qwen3 8B, as its publisher has it. */
const config = {
  architectures: ['Qwen3ForCausalLM'],
  attention_bias: false,
  head_dim: 128,
  hidden_act: 'silu',
  hidden_size: 4096,
  intermediate_size: 12288,
  max_position_embeddings: 40960,
  max_window_layers: 36,
  model_type: 'qwen3',
  num_attention_heads: 32,
  num_hidden_layers: 36,
  num_key_value_heads: 8,
  rope_scaling: null,
  sliding_window: null,
  tie_word_embeddings: false,
  torch_dtype: 'bfloat16',
  use_sliding_window: false,
  vocab_size: 151936,
};

/** A hub on this machine with Qwen/Qwen3-8B: its configuration and the index of its weights, without the weights. */
export function startModelHub() {
  const file = 'model-00001-of-00001.safetensors';
  return startHub(
    {
      'Qwen/Qwen3-8B': {
        files: {
          'config.json': JSON.stringify(config),
          'tokenizer.json': '{}',
          'model.safetensors.index.json': JSON.stringify({
            metadata: { total_size: 16_381_470_720 },
            weight_map: { 'lm_head.weight': file },
          }),
          [file]: Buffer.alloc(1000),
        },
        card: { license: 'apache-2.0' },
      },
    },
    { port: PORT },
  );
}
