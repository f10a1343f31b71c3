import * as fc from 'fast-check';
import { readGguf } from './gguf/readGguf';
import { ggufFile, GgufEntry } from './gguf/__testUtils__/ggufFile';
import { readSafetensorsHeader, readSafetensorsIndex } from './readSafetensors';

function safetensors(header: object | string): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const HEADER = {
  __metadata__: { format: 'pt' },
  'embed.weight': { dtype: 'BF16', shape: [100, 8], data_offsets: [0, 1600] },
  'mlp.weight': { dtype: 'F8_E4M3', shape: [8, 8], data_offsets: [1600, 1664] },
  'mlp.scale': { dtype: 'F32', shape: [], data_offsets: [1664, 1668] },
};

describe('readSafetensorsHeader', () => {
  it('adds up what is stored by number type', () => {
    expect(readSafetensorsHeader({ bytes: safetensors(HEADER) })).toEqual({
      ok: true,
      value: {
        bytes: 1668,
        tensors: 3,
        types: [
          { type: 'BF16', elements: 800, bytes: 1600 },
          { type: 'F8_E4M3', elements: 64, bytes: 64 },
          { type: 'F32', elements: 1, bytes: 4 },
        ],
      },
      issues: [],
    });
  });

  it('says how much of the file it needs', () => {
    const bytes = safetensors(HEADER);
    const result = readSafetensorsHeader({ bytes: bytes.subarray(0, 50) });
    expect(result.issues).toMatchObject([
      {
        code: 'truncated',
        message: `must have the whole header, which takes the first ${bytes.length} bytes, but has 50`,
      },
    ]);
  });

  it.each([
    ['something else', new Uint8Array(64).fill(255)],
    ['a list', safetensors('[1]')],
    [
      'weights without a place',
      safetensors({ a: { dtype: 'F32', shape: [1] } }),
    ],
    [
      'weights of a negative size',
      safetensors({ a: { dtype: 'F32', shape: [1], data_offsets: [4, 0] } }),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(readSafetensorsHeader({ bytes })).toMatchObject({
      ok: false,
      issues: [{ code: 'not-safetensors' }],
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.json(),
        (bytes, text) => {
          for (const file of [bytes, safetensors(text)]) {
            const result = readSafetensorsHeader({ bytes: file });
            expect(result.ok || result.issues.length > 0).toBe(true);
          }
        },
      ),
    );
  });
});

describe('readSafetensorsIndex', () => {
  it('reads sizes and files', () => {
    const index = {
      metadata: { total_size: 16060522496, total_parameters: 8030261248 },
      weight_map: { a: 'model-2.safetensors', b: 'model-1.safetensors' },
    };
    const value = {
      weightBytes: 16060522496,
      parameters: 8030261248,
      files: ['model-1.safetensors', 'model-2.safetensors'],
    };
    expect(readSafetensorsIndex({ index })).toMatchObject({ value });
    expect(
      readSafetensorsIndex({ index: JSON.stringify(index) }),
    ).toMatchObject({ value });
  });

  it('refuses what is no index, and never throws', () => {
    expect(readSafetensorsIndex({ index: '{"metadata": {}}' })).toMatchObject({
      ok: false,
      issues: [{ code: 'not-an-index' }],
    });
    fc.assert(
      fc.property(fc.anything(), index => {
        const result = readSafetensorsIndex({ index });
        expect(result.ok || result.issues.length > 0).toBe(true);
      }),
    );
  });
});

/** A model of two layers: one with a window, one with four experts, of which two work. */
const ENTRIES: readonly GgufEntry[] = [
  ['general.architecture', 'test'],
  ['general.quantization_version', 2],
  ['test.block_count', 2],
  ['test.embedding_length', 64],
  ['test.context_length', 4096],
  ['test.attention.head_count', 4],
  ['test.attention.head_count_kv', [2, 1]],
  ['test.attention.sliding_window', 512],
  ['test.attention.sliding_window_pattern', [1, 0]],
  ['test.feed_forward_length', 256],
  ['test.expert_count', 4],
  ['test.expert_used_count', 2],
  ['test.expert_feed_forward_length', 32],
  ['tokenizer.ggml.tokens', ['a', 'b', 'c']],
];
const TENSORS = [
  { name: 'token_embd.weight', shape: [64, 1000], type: 14 },
  { name: 'blk.0.attn_k.weight', shape: [64, 32], type: 12 },
  { name: 'blk.0.ffn_up.weight', shape: [64, 256], type: 12 },
  { name: 'blk.1.attn_k.weight', shape: [64, 16], type: 12 },
  { name: 'blk.1.ffn_up_exps.weight', shape: [64, 32, 4], type: 12 },
  { name: 'output_norm.weight', shape: [64], type: 0 },
];

describe('readGguf', () => {
  it('reads layers, parameters and bytes of what is stored', () => {
    const bytes = ggufFile({ entries: ENTRIES, tensors: TENSORS });
    const parameters = 64000 + 2048 + 16384 + 1024 + 8192 + 64;
    // 210 bytes for 256 numbers in Q6_K, 144 in Q4_K, 4 for one in F32.
    const stored =
      (64000 / 256) * 210 + ((2048 + 16384 + 1024 + 8192) / 256) * 144 + 64 * 4;
    expect(readGguf({ files: [bytes] })).toEqual({
      ok: true,
      value: {
        weightBytes: stored,
        parameters: { total: parameters, active: parameters - 4096 },
        storedTypes: [
          { type: 'Q6_K', elements: 64000, bytes: 52500 },
          { type: 'Q4_K', elements: 27648, bytes: 15552 },
          { type: 'F32', elements: 64, bytes: 256 },
        ],
        hiddenSize: 64,
        vocabSize: 1000,
        tiedEmbeddings: true,
        contextLength: 4096,
        layers: [
          {
            count: 1,
            attention: 'sliding',
            window: 512,
            heads: 4,
            kvHeads: 2,
            headDim: 16,
            intermediateSize: 256,
            parameters: 18432,
          },
          {
            count: 1,
            attention: 'full',
            heads: 4,
            kvHeads: 1,
            headDim: 16,
            experts: {
              total: 4,
              active: 2,
              intermediateSize: 32,
              parameters: 2048,
            },
            parameters: 9216,
          },
        ],
      },
      issues: [],
    });
  });

  it('does not take a part of the files for all of them', () => {
    const bytes = ggufFile({
      entries: [...ENTRIES, ['split.count', 3]],
      tensors: TENSORS,
    });
    const result = readGguf({ files: [bytes] });
    expect(result).toMatchObject({
      ok: true,
      issues: [{ path: 'split.count', code: 'incomplete' }],
    });
    expect(result.ok && result.value).not.toHaveProperty('weightBytes');
    expect(result.ok && result.value).not.toHaveProperty('parameters');
  });

  it('says which layers it cannot tell apart, and whose state it does not know', () => {
    const result = readGguf({
      files: [
        ggufFile({
          entries: ENTRIES.filter(([key]) => !key.endsWith('_pattern')),
          tensors: [
            ...TENSORS.filter(({ name }) => !name.includes('attn_k')),
            { name: 'blk.0.ssm_a', shape: [16], type: 0 },
          ],
        }),
      ],
    });
    expect(result).toMatchObject({
      ok: true,
      value: { layers: [{ attention: 'linear' }, { attention: 'full' }] },
      issues: [{ code: 'unknown-layers' }, { code: 'unknown-state' }],
    });
  });

  it.each<[string, Uint8Array, string]>([
    ['another file', new Uint8Array(64), 'not-gguf'],
    ['nothing', new Uint8Array(0), 'truncated'],
    [
      'no model',
      ggufFile({ entries: [['general.name', 'x']], tensors: [] }),
      'not-a-model',
    ],
    [
      'an unknown number type',
      ggufFile({
        entries: ENTRIES,
        tensors: [{ name: 'a', shape: [1], type: 999 }],
      }),
      'not-gguf',
    ],
    [
      'no layers',
      ggufFile({
        entries: ENTRIES.filter(([key]) => key !== 'test.block_count'),
        tensors: TENSORS,
      }),
      'missing-field',
    ],
  ])('refuses %s', (_, bytes, code) => {
    const result = readGguf({ files: [bytes] });
    expect(result.ok).toBe(false);
    expect(result.issues).toContainEqual(expect.objectContaining({ code }));
  });

  it('never throws, wherever a file ends or whatever was changed in it', () => {
    const bytes = ggufFile({ entries: ENTRIES, tensors: TENSORS });
    const place = fc.nat({ max: bytes.length - 1 });
    fc.assert(
      fc.property(
        place,
        fc.array(fc.tuple(place, fc.nat({ max: 255 })), { maxLength: 6 }),
        (end, changes) => {
          const short = readGguf({ files: [bytes.subarray(0, end)] });
          expect(short.issues[0]?.code).toBe('truncated');

          const changed = Uint8Array.from(bytes);
          changes.forEach(([at, value]) => changed.set([value], at));
          const result = readGguf({ files: [changed] });
          expect(result.ok || result.issues.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends at once where a count is not true', () => {
    const bytes = ggufFile({ entries: [], tensors: [] });
    const view = new DataView(bytes.buffer);
    view.setBigUint64(8, 2n ** 63n, true);
    view.setBigUint64(16, 2n ** 63n, true);
    expect(readGguf({ files: [bytes] }).issues[0].code).toBe('truncated');
  });
});
