import { Architecture } from '../architecture/Architecture';
import { readConfig } from '../architecture/readConfig';
import { estimateWeights } from './weights';

const GIB = 1024 ** 3;

/** Published config.json of openai/gpt-oss-20b, which names no `torch_dtype`. */
const gptOss = {
  architectures: ['GptOssForCausalLM'],
  model_type: 'gpt_oss',
  head_dim: 64,
  hidden_size: 2880,
  intermediate_size: 2880,
  max_position_embeddings: 131072,
  num_attention_heads: 64,
  num_experts_per_tok: 4,
  num_hidden_layers: 24,
  num_key_value_heads: 8,
  num_local_experts: 32,
  attention_bias: true,
  quantization_config: {
    modules_to_not_convert: [
      'model.layers.*.self_attn',
      'model.layers.*.mlp.router',
      'model.embed_tokens',
      'lm_head',
    ],
    quant_method: 'mxfp4',
  },
  sliding_window: 128,
  tie_word_embeddings: false,
  vocab_size: 201088,
};

function weightsOf(config: object): number[] {
  const result = readConfig({ config });
  const architecture = result.ok ? result.value : { layers: [] };
  const { low, high } = estimateWeights({ architecture })!.bytes;
  return [low, high].map(bytes => Number((bytes / GIB).toFixed(2)));
}

describe('a quantised checkpoint', () => {
  it('without a number format keeps in 16 bits what it does not quantise', () => {
    // The files on Hugging Face hold 13.76e9 bytes = 12.82 GiB.
    expect(weightsOf(gptOss)).toEqual([12.81, 12.81]);
    expect(weightsOf({ ...gptOss, torch_dtype: 'bfloat16' })).toEqual([
      12.81, 12.81,
    ]);
  });
});

describe('a checkpoint in 32 bits', () => {
  const full: Architecture = {
    dtype: 'fp32',
    hiddenSize: 1024,
    vocabSize: 250_002,
    parameters: { total: 568e6 },
    layers: [{ count: 24, attention: 'encoder', heads: 16, headDim: 64 }],
  };
  const bytesOf = (more: Partial<Architecture>) =>
    estimateWeights({ architecture: { ...full, ...more } });

  it('is loaded in 16 bits', () => {
    // bge-m3: 568 million parameters, 2.27 GB of files, 1.06 GiB on a GPU.
    expect(bytesOf({})?.bytes).toEqual({ low: 1136e6, high: 1136e6 });
    expect(bytesOf({ weightBytes: 2272e6 })).toEqual({
      bytes: { low: 1136e6, high: 1136e6 },
      how: 'size of the weight files, 1.1 GiB: 2.1 GiB in 32 bits, loaded in 16',
    });
    expect(
      bytesOf({ weightFormats: [{ format: 'fp32', parameters: 568e6 }] })
        ?.bytes,
    ).toEqual({ low: 1136e6, high: 1136e6 });
  });

  it('is not halved where the files are in 16 bits already', () => {
    expect(bytesOf({ weightBytes: 1136e6 })?.bytes.high).toBe(1136e6);
  });

  it('takes a byte for each parameter of a layer when it is brought to fp8', () => {
    const { low } = estimateWeights({
      architecture: { ...full, vocabSize: undefined },
      runtimeQuantization: 'fp8',
    })!.bytes;
    expect(low).toBe(568e6);
  });
});
