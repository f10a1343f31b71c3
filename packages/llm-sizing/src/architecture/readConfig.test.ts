import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { families } from './families';
import { quantizationMethods } from './quantization/methods';
import { readConfig } from './readConfig';
import { towers } from './towers';

function architectureOf(config: unknown) {
  const result = readConfig({ config });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.issues));
  }
  return result.value;
}

describe('lists of what the reader knows', () => {
  it.each([
    ['families', families],
    ['towers', towers],
    ['quantization/methods', quantizationMethods],
  ])('have a line for each file of %s', (name, list) => {
    const rows = readdirSync(join(__dirname, name))
      .filter(file => file !== 'index.ts' && !/\.test\./.test(file))
      .flatMap(file =>
        Object.values<unknown>(
          jest.requireActual(`./${name}/${file.replace(/\.ts$/, '')}`),
        ).flat(),
      )
      .filter(
        row =>
          typeof row === 'object' &&
          row !== null &&
          ('read' in row || 'names' in row),
      );
    expect(new Set<unknown>(list)).toEqual(new Set(rows));
  });

  it('know each model by one reader', () => {
    const types = families.flatMap(({ modelTypes }) => modelTypes);
    expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
  });
});

describe('readConfig', () => {
  const llama = {
    model_type: 'llama',
    torch_dtype: 'bfloat16',
    hidden_size: 4096,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    intermediate_size: 14336,
    vocab_size: 128256,
    max_position_embeddings: 8192,
  };

  it('says which fields it does not know', () => {
    const result = readConfig({
      config: {
        ...llama,
        num_memory_layers: 4,
        memory_config: { slots: 128 },
        attention_dropout: 0.1,
        use_memory: false,
      },
    });
    expect(result).toMatchObject({
      ok: true,
      issues: [
        { path: 'num_memory_layers', code: 'unknown-field' },
        { path: 'memory_config', code: 'unknown-field' },
      ],
    });
  });

  it('reads a model that it does not know by its fields, and says so', () => {
    const result = readConfig({
      config: { ...llama, model_type: 'brand_new', sliding_window: 1024 },
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        parameters: { total: 8030261248 },
        layers: [{ count: 32, attention: 'full', kvHeads: 8 }],
      },
      issues: [
        { path: 'model_type', code: 'unknown-model-type' },
        { path: 'sliding_window', code: 'unknown-layers' },
      ],
    });
  });

  it('does not add up what it only knows a part of', () => {
    const result = readConfig({
      config: { ...llama, model_type: 'brand_new', memory_size: 4096 },
    });
    expect(result).toMatchObject({ ok: true });
    expect(result.issues.map(({ code }) => code)).toEqual([
      'unknown-model-type',
      'unknown-field',
      'parameters-unknown',
    ]);
    expect(result.ok && result.value).not.toHaveProperty('parameters');
    expect(result.ok && result.value.layers).toEqual([
      expect.not.objectContaining({ parameters: expect.anything() }),
    ]);
  });

  it('says that it cannot add up what has no size', () => {
    const result = readConfig({
      config: { ...llama, model_type: 'qwen3', vocab_size: undefined },
    });
    expect(result).toMatchObject({
      ok: true,
      value: { layers: [{ count: 32, parameters: 218112000 + 2 * 128 }] },
      issues: expect.arrayContaining([
        expect.objectContaining({
          code: 'parameters-unknown',
          message:
            'does not say how large all matrices are, such as embed_tokens: the number of parameters is left out',
        }),
      ]),
    });
    expect(result.ok && result.value).not.toHaveProperty('parameters');
  });

  it('takes what the publisher takes, and says so of a whole file', () => {
    const { vocab_size, ...config } = llama;
    expect(readConfig({ config })).toMatchObject({
      ok: true,
      value: { vocabSize: 32000 },
      issues: [
        {
          path: 'vocab_size',
          code: 'usual-value',
          message: "is missing; 32000 is taken, as the publisher's code does",
        },
      ],
    });
    const nested = { model_type: 'llava', text_config: config };
    expect(readConfig({ config: nested })).toMatchObject({
      value: { vocabSize: 32000 },
      issues: [],
    });
  });

  it('tells what is returned by the name of the class', () => {
    const read = (name: string) => {
      const { embeddingDimensions, parameters } = architectureOf({
        ...llama,
        architectures: [name],
      });
      return [embeddingDimensions, parameters?.total];
    };
    const head = 128256 * 4096;
    expect(read('LlamaForCausalLM')).toEqual([undefined, 8030261248]);
    expect(read('LlamaModel')).toEqual([4096, 8030261248 - head]);
    expect(read('LlamaForSequenceClassification')).toEqual([
      undefined,
      8030261248 - head,
    ]);
  });

  it.each([
    ['XLMRobertaModel', 1024],
    ['XLMRobertaForSequenceClassification', undefined],
  ])('reads an encoder, %s', (name, embeddingDimensions) => {
    // BAAI/bge-m3 and bge-reranker-v2-m3.
    const value = architectureOf({
      model_type: 'xlm-roberta',
      architectures: [name],
      torch_dtype: 'float32',
      hidden_size: 1024,
      num_hidden_layers: 24,
      num_attention_heads: 16,
      intermediate_size: 4096,
      max_position_embeddings: 8194,
      vocab_size: 250002,
      type_vocab_size: 1,
      pad_token_id: 1,
    });
    expect(value).toMatchObject({
      parameters: { total: 567754752 },
      contextLength: 8192,
      layers: [{ count: 24, attention: 'encoder' }],
    });
    expect(value.embeddingDimensions).toBe(embeddingDimensions);
  });

  it('reads a model that hears, in two parts', () => {
    // openai/whisper-large-v3.
    const value = architectureOf({
      model_type: 'whisper',
      torch_dtype: 'float16',
      d_model: 1280,
      encoder_layers: 32,
      decoder_layers: 32,
      encoder_attention_heads: 20,
      decoder_attention_heads: 20,
      encoder_ffn_dim: 5120,
      decoder_ffn_dim: 5120,
      max_source_positions: 1500,
      max_target_positions: 448,
      num_mel_bins: 128,
      vocab_size: 51866,
    });
    expect(value).toMatchObject({
      parameters: { total: 1543490560 },
      contextLength: 448,
      layers: [
        { count: 32, attention: 'encoder' },
        { count: 32, attention: 'full', kvHeads: 20, headDim: 64 },
        { count: 32, attention: 'cross', window: 1500, kvHeads: 20 },
      ],
    });
  });

  it.each<[what: string, config: unknown, path: string, message: string]>([
    [
      'no object',
      ['a list'],
      '',
      'must be the configuration of a model: an object with fields',
    ],
    [
      'a missing size',
      { ...llama, num_attention_heads: null, model_type: 'qwen3' },
      'num_attention_heads',
      'is missing: without the number of attention heads the size of the model cannot be computed',
    ],
    [
      'a size that is a text',
      { ...llama, hidden_size: '4096' },
      'hidden_size',
      'must be a whole number from 0 to 100000000, but is "4096"',
    ],
    [
      'heads that do not divide',
      { ...llama, num_key_value_heads: 7 },
      'num_key_value_heads',
      'must divide the number of attention heads (32), but is 7',
    ],
    [
      'a layer that nobody knows',
      { ...llama, layer_types: Array(32).fill('quantum_attention') },
      'layer_types[0]',
      'names a kind of layer that this reader does not know: "quantum_attention"',
    ],
    [
      'fewer entries than layers',
      { ...llama, layer_types: ['full_attention'] },
      'layer_types',
      'must have an entry for each of the 32 layers, but has 1',
    ],
    [
      'more layers than any model has',
      { ...llama, num_hidden_layers: 1e7 },
      'num_hidden_layers',
      'must be at most 2000, but is 10000000',
    ],
    [
      'an unknown encoder and decoder',
      { ...llama, model_type: 't5', is_encoder_decoder: true },
      'model_type',
      'names a model with an encoder and a decoder that this reader does not know: "t5"',
    ],
    [
      'experts of which none works',
      { ...llama, model_type: 'mixtral', num_local_experts: 8 },
      'num_experts_per_tok',
      'must say how many of the 8 experts work on a token',
    ],
  ])('refuses %s', (_, config, path, message) => {
    expect(readConfig({ config })).toEqual({
      ok: false,
      issues: expect.arrayContaining([
        expect.objectContaining({ path, message, severity: 'error' }),
      ]),
    });
  });

  it('derives the context as the engine does', () => {
    const length = (more: object) =>
      architectureOf({ ...llama, ...more }).contextLength;
    expect(length({})).toBe(8192);
    const yarn = { rope_type: 'yarn', factor: 40 };
    expect(
      length({
        rope_scaling: { ...yarn, original_max_position_embeddings: 4096 },
      }),
    ).toBe(163840);
    expect(length({ rope_scaling: { type: 'linear', factor: 2 } })).toBe(16384);
    expect(length({ rope_scaling: { rope_type: 'llama3', factor: 8 } })).toBe(
      8192,
    );
    expect(length({ max_position_embeddings: undefined })).toBeUndefined();
  });
});
