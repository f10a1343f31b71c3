import { readConfig } from '../readConfig';

const MODEL = {
  model_type: 'qwen3_moe',
  torch_dtype: 'bfloat16',
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 16,
  intermediate_size: 128,
  vocab_size: 1000,
  num_experts: 8,
  num_experts_per_tok: 2,
  moe_intermediate_size: 32,
  tie_word_embeddings: false,
};
/** Matrices of one layer. */
const ATTENTION = 64 * 64 * 2 + 64 * 32 * 2;
const EXPERTS = 8 * 3 * 64 * 32;
/** Embeddings, head, norms and routers, which nobody quantises. */
const REST = 2 * 1000 * 64 + 2 * (2 * 64 + 2 * 16 + 64 * 8) + 64;

function read(quantization_config: object, hfQuantConfig?: object) {
  const result = readConfig({
    config: { ...MODEL, ...(hfQuantConfig ? {} : { quantization_config }) },
    hfQuantConfig,
  });
  return {
    ...(result.ok ? result.value : {}),
    issues: result.issues.map(({ path, code }) => `${path} ${code}`),
  };
}

describe('quantised checkpoints', () => {
  it.each<[what: string, config: object, expected: object]>([
    [
      'AWQ',
      { quant_method: 'awq', bits: 4, group_size: 128, zero_point: true },
      {
        quantization: 'awq-int4',
        quantizationGroup: 128,
        weightFormats: [
          { format: 'awq-int4', parameters: 2 * (ATTENTION + EXPERTS) },
          { format: 'bf16', parameters: REST },
        ],
      },
    ],
    [
      'GPTQ with 8 bits, the head as well',
      { quant_method: 'gptq', bits: 8, group_size: -1, lm_head: true },
      {
        quantization: 'int8',
        weightFormats: [
          { format: 'int8', parameters: 2 * (ATTENTION + EXPERTS) + 64000 },
          { format: 'bf16', parameters: REST - 64000 },
        ],
      },
    ],
    [
      'fp8 but for the attention of one layer',
      {
        quant_method: 'fp8',
        weight_block_size: [128, 128],
        modules_to_not_convert: ['lm_head', 'model.layers.1.self_attn'],
      },
      {
        quantization: 'fp8',
        quantizationGroup: 128,
        weightFormats: [
          { format: 'fp8', parameters: ATTENTION + 2 * EXPERTS },
          { format: 'bf16', parameters: REST + ATTENTION },
        ],
      },
    ],
    [
      'MXFP4, which is for experts alone',
      { quant_method: 'mxfp4', modules_to_not_convert: ['lm_head'] },
      {
        quantization: 'mxfp4',
        quantizationGroup: 32,
        weightFormats: [
          { format: 'bf16', parameters: REST + 2 * ATTENTION },
          { format: 'mxfp4', parameters: 2 * EXPERTS },
        ],
      },
    ],
    [
      'compressed-tensors with two formats, an expression and a KV cache',
      {
        quant_method: 'compressed-tensors',
        format: 'mixed-precision',
        ignore: ['lm_head', 're:.*mlp.gate$', 're:.*layers\\.0\\.self_attn.*'],
        config_groups: {
          group_0: {
            targets: ['Linear'],
            weights: { num_bits: 4, type: 'float', group_size: 16 },
          },
          group_1: {
            targets: ['re:.*self_attn.*'],
            weights: { num_bits: 8, type: 'float', strategy: 'channel' },
          },
        },
        kv_cache_scheme: { num_bits: 8, type: 'float' },
      },
      {
        kvCacheFormat: 'fp8',
        weightFormats: [
          { format: 'bf16', parameters: REST + ATTENTION },
          { format: 'nvfp4', parameters: 2 * EXPERTS },
          { format: 'fp8', parameters: ATTENTION },
        ],
      },
    ],
    [
      'ModelOpt in the configuration, with stars',
      {
        quant_method: 'modelopt',
        quant_algo: 'NVFP4',
        kv_cache_quant_algo: 'FP8',
        ignore: ['lm_head', 'model.layers.0.self_attn*'],
      },
      {
        quantization: 'nvfp4',
        quantizationGroup: 16,
        kvCacheFormat: 'fp8',
        weightFormats: [
          { format: 'bf16', parameters: REST + ATTENTION },
          { format: 'nvfp4', parameters: ATTENTION + 2 * EXPERTS },
        ],
      },
    ],
  ])('are read: %s', (_, config, expected) => {
    expect(read(config)).toMatchObject({ ...expected, issues: [] });
  });

  it('are read from the file beside, matrix by matrix', () => {
    const quantized_layers = {
      'model.layers.0.self_attn.q_proj': { quant_algo: 'FP8' },
      'model.layers.0.mlp.experts': { quant_algo: 'NVFP4', group_size: 16 },
      'model.layers.1.mlp.experts': { quant_algo: 'NVFP4', group_size: 16 },
    };
    expect(
      read(
        {},
        {
          producer: { name: 'modelopt', version: '0.30' },
          quantization: { quant_algo: 'MIXED_PRECISION', quantized_layers },
        },
      ),
    ).toMatchObject({
      quantization: 'nvfp4',
      weightFormats: [
        { format: 'fp8', parameters: 64 * 64 },
        { format: 'bf16', parameters: REST + 2 * ATTENTION - 64 * 64 },
        { format: 'nvfp4', parameters: 2 * EXPERTS },
      ],
      issues: [],
    });
  });

  it.each<[what: string, config: object, issue: string]>([
    [
      'another quantiser',
      { quant_method: 'hqq', bits: 4 },
      'quantization_config.quant_method unknown-format',
    ],
    [
      'three bits',
      { quant_method: 'gptq', bits: 3 },
      'quantization_config.bits unknown-format',
    ],
    [
      'another algorithm',
      { quant_method: 'modelopt', quant_algo: 'W2A2' },
      'quantization_config.quant_algo unknown-format',
    ],
    [
      'a setting that nobody knows',
      { quant_method: 'fp8', hadamard_size: 64 },
      'quantization_config.hadamard_size unknown-field',
    ],
  ])('say what is not known: %s', (_, config, issue) => {
    const result = read(config);
    expect(result.issues).toContain(issue);
    // Layers are known all the same; what the weights take is not.
    expect(result).toHaveProperty('layers');
    expect('dtype' in result).toBe(issue.endsWith('unknown-field'));
  });
});
