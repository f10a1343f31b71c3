import { ggufFile } from './files/gguf/__testUtils__/ggufFile';
import { readModel } from './readModel';

const CONFIG = {
  model_type: 'llama',
  torch_dtype: 'bfloat16',
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  intermediate_size: 14336,
  vocab_size: 128256,
};

function index(total_size: number) {
  return { metadata: { total_size }, weight_map: { a: 'model.safetensors' } };
}

function header(dtype: string, elements: number, bytes: number): Uint8Array {
  const text = JSON.stringify({
    a: { dtype, shape: [elements], data_offsets: [0, bytes] },
  });
  const file = new Uint8Array(8 + text.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(new TextEncoder().encode(text), 8);
  return file;
}

describe('readModel', () => {
  it('takes layers from the configuration and bytes from the files', () => {
    const bytes = 2 * 8030261248;
    expect(readModel({ config: CONFIG, index: index(bytes) })).toMatchObject({
      ok: true,
      value: {
        weightBytes: bytes,
        parameters: { total: 8030261248 },
        layers: [{ count: 32 }],
      },
      issues: [],
    });
    const files = readModel({
      config: CONFIG,
      index: index(bytes),
      safetensors: {
        'model.safetensors': header('BF16', 8030261248, bytes + 1000),
      },
    });
    expect(files).toMatchObject({
      value: {
        weightBytes: bytes + 1000,
        storedTypes: [{ type: 'BF16', elements: 8030261248 }],
      },
    });
  });

  it('does not take some of the files for all', () => {
    const result = readModel({
      config: CONFIG,
      index: index(2 * 8030261248),
      safetensors: { 'other.safetensors': header('BF16', 10, 20) },
    });
    expect(result).toMatchObject({ value: { weightBytes: 16060522496 } });
    expect(result.ok && result.value).not.toHaveProperty('storedTypes');
  });

  it('warns where files and configuration do not agree', () => {
    // As if the files had been quantised to four bits and nothing said so.
    const quantised = readModel({ config: CONFIG, index: index(4.6e9) });
    expect(quantised).toMatchObject({
      ok: true,
      value: { weightBytes: 4.6e9 },
      issues: [{ path: 'weightBytes', code: 'sizes-differ' }],
    });
  });

  it('knows of a plain count no more than the size of the weights', () => {
    expect(
      readModel({ parameters: { total: '70.6B' }, dtype: 'bf16' }),
    ).toEqual({
      ok: true,
      value: { parameters: { total: 70.6e9 }, dtype: 'bf16', layers: [] },
      issues: [
        expect.objectContaining({
          path: 'parameters',
          code: 'layers-unknown',
          severity: 'warning',
        }),
      ],
    });
    expect(readModel({ parameters: { total: 'many' } })).toMatchObject({
      ok: false,
      issues: [{ path: 'parameters.total' }],
    });
  });

  it('reads GGUF alone', () => {
    const file = ggufFile({
      entries: [
        ['general.architecture', 'llama'],
        ['llama.block_count', 1],
        ['llama.embedding_length', 64],
        ['llama.attention.head_count', 4],
      ],
      tensors: [{ name: 'token_embd.weight', shape: [64, 256], type: 12 }],
    });
    expect(readModel({ gguf: [file] })).toMatchObject({
      ok: true,
      value: {
        weightBytes: 64 * 144,
        layers: [{ attention: 'full', kvHeads: 4, headDim: 16 }],
      },
    });
  });

  it('names the part that is wrong, and that something is needed', () => {
    expect(readModel({ config: '{', index: '[]' })).toMatchObject({
      ok: false,
      issues: [
        { path: 'config', code: 'not-json' },
        { path: 'index', code: 'not-an-index' },
      ],
    });
    expect(readModel({})).toMatchObject({
      ok: false,
      issues: [{ code: 'nothing-to-read' }],
    });
  });
});
