import { Architecture, LayerGroup } from '../architecture/Architecture';
import { architectures } from './__fixtures__/architectures';
import { KvCacheFormat } from './EngineOptions';
import { estimateKvCache } from './estimateKvCache';
import { estimateWeights } from './weights';

const GIB = 1024 ** 3;
const KIB = 1024;

const withLayers = (...layers: LayerGroup[]): Architecture => ({
  dtype: 'bf16',
  layers,
});

const full = (count: number, kvHeads: number, headDim: number) =>
  withLayers({ count, attention: 'full', kvHeads, headDim });

describe('a request of the longest length', () => {
  // "To serve at least one request with the model's max seq len (N), X GiB KV cache is needed": errors that people published.
  it.each([
    ['Qwen3-0.6B', full(28, 8, 128), 40960, 4.375],
    ['Qwen3-30B-A3B', full(48, 4, 128), 262144, 24],
    ['Qwen1.5-7B-Chat', full(32, 32, 128), 32768, 16],
    ['Qwen3-4B', full(36, 8, 128), 12288, 1.6875],
  ])('of %s takes what vLLM said', (_, architecture, tokens, gib) => {
    const estimate = estimateKvCache({ architecture, tokens });
    expect(estimate?.bytes).toEqual({ low: gib * GIB, high: gib * GIB });
  });

  it('is rounded up to whole blocks', () => {
    const { bytes } = estimateKvCache({
      architecture: full(1, 1, 1),
      tokens: 17,
    })!;
    expect(bytes).toEqual({ low: 32 * 4, high: 32 * 4 });
  });
});

describe('a token', () => {
  const mla: LayerGroup = {
    count: 61,
    attention: 'mla',
    kvLoraRank: 512,
    ropeHeadDim: 64,
  };
  it.each<[string, Architecture, KvCacheFormat, number]>([
    ['Llama-3.1-8B', architectures['Llama-3.1-8B'], 'auto', 128 * KIB],
    ['Qwen2.5-7B', architectures['Qwen2.5-7B'], 'auto', 56 * KIB],
    ['Qwen3-8B', architectures['Qwen3-8B'], 'auto', 144 * KIB],
    ['Qwen3-32B', architectures['Qwen3-32B'], 'auto', 256 * KIB],
    ['Llama-3.3-70B', architectures['Llama-3.3-70B'], 'auto', 320 * KIB],
    ['Qwen3-30B-A3B', architectures['Qwen3-30B-A3B'], 'auto', 96 * KIB],
    ['DeepSeek-V3', withLayers(mla), 'auto', 61 * (512 + 64) * 2],
    ['DeepSeek-V3', withLayers(mla), 'fp8_ds_mla', 61 * 656],
    ['DeepSeek-V3', withLayers(mla), 'fp8', 61 * 576],
    // The keys of the indexer are fp8 with a 4-byte scale.
    [
      'DeepSeek-V3.2',
      withLayers({ ...mla, indexHeadDim: 128 }),
      'fp8_ds_mla',
      61 * (656 + 132),
    ],
    ['any', full(2, 8, 128), 'fp8', 2 * 2 * 8 * 128],
    ['any', full(2, 8, 128), 'fp8_e5m2', 2 * 2 * 8 * 128],
    ['any', full(2, 8, 128), 'float16', 2 * 2 * 8 * 128 * 2],
    ['any', full(2, 8, 128), 'nvfp4', 2 * 2 * 8 * (128 / 2 + 128 / 16)],
    ['any', full(2, 8, 128), 'int8_per_token_head', 2 * 8 * (2 * 128 + 2 * 4)],
    ['any', full(2, 8, 128), 'fp8_per_token_head', 2 * 8 * (2 * 128 + 2 * 4)],
    [
      'MiMo-V2-Flash, full layers',
      withLayers({
        count: 9,
        attention: 'full',
        kvHeads: 4,
        headDim: 192,
        valueHeadDim: 128,
      }),
      'auto',
      9 * 4 * (192 + 128) * 2,
    ],
    ['an fp32 model', { ...full(1, 1, 64), dtype: 'fp32' }, 'auto', 256],
    ['an fp8 checkpoint', { ...full(1, 1, 64), dtype: 'fp8' }, 'auto', 256],
  ])('of %s takes in format %#: %s', (_, architecture, kvCacheDtype, bytes) => {
    expect(
      estimateKvCache({ architecture, tokens: 16, engine: { kvCacheDtype } })
        ?.bytesPerToken,
    ).toBe(bytes);
  });

  it.each([
    ['mla', withLayers(mla), 'nvfp4'],
    ['mla', withLayers(mla), 'fp8_per_token_head'],
    ['full', full(1, 1, 64), 'fp8_ds_mla'],
  ] as const)(
    'of %s layers has no such format as %s',
    (_, architecture, kvCacheDtype) => {
      expect(
        estimateKvCache({ architecture, tokens: 16, engine: { kvCacheDtype } }),
      ).toBeUndefined();
    },
  );

  it.each([
    ['kvHeads', { headDim: 128 }],
    ['headDim', { kvHeads: 8 }],
  ])('is not guessed without %s', (_, layer) => {
    const architecture = withLayers({ count: 1, attention: 'full', ...layer });
    expect(estimateKvCache({ architecture, tokens: 16 })).toBeUndefined();
  });
});

describe('layers that look back', () => {
  const layer = { count: 4, kvHeads: 2, headDim: 64 };
  const perToken = 4 * 2 * 2 * 64 * 2;
  const bytes = (architecture: Architecture, tokens: number) =>
    estimateKvCache({
      architecture,
      tokens,
      engine: { maxNumBatchedTokens: 2048 },
    })?.bytes;

  it('a window keep it, the tokens of a step and a block', () => {
    const sliding = withLayers({
      ...layer,
      attention: 'sliding',
      window: 1024,
    });
    const most = (1023 + 2048 + 1 + 16) * perToken;
    expect(bytes(sliding, 100_000)).toEqual({ low: most, high: most });
    expect(bytes(sliding, 512)?.low).toBe((512 + 16) * perToken);
  });

  it('a chunk keep it and the tokens of a step', () => {
    const chunked = withLayers({
      ...layer,
      attention: 'chunked',
      window: 8192,
    });
    expect(bytes(chunked, 1_000_000)?.low).toBe((8192 + 2048) * perToken);
  });

  it('what an encoder gave keep that, however long the answer', () => {
    const cross = withLayers({ ...layer, attention: 'cross', window: 1500 });
    expect(bytes(cross, 10)?.low).toBe(1504 * perToken);
    expect(bytes(cross, 400)).toEqual(bytes(cross, 10));
  });

  it('nothing at all keep nothing', () => {
    const encoder = withLayers({ ...layer, attention: 'encoder' });
    expect(bytes(encoder, 8000)).toEqual({ low: 0, high: 0 });
  });

  it('a state keep one, or two where beginnings are kept, in whole pages', () => {
    const linear = withLayers({
      count: 30,
      attention: 'linear',
      stateBytes: 1_000_000,
    });
    expect(bytes(linear, 16)).toEqual({ low: 30e6, high: 30e6 * 2 * 1.25 });
    expect(bytes(linear, 1_000_000)).toEqual(bytes(linear, 16));
    expect(
      estimateKvCache({
        architecture: linear,
        tokens: 16,
        engine: { prefixCaching: false, tensorParallel: 2 },
      })?.bytes,
    ).toEqual({ low: 15e6, high: 15e6 * 1.25 });
  });

  it('are made groups of equal size where there are several kinds', () => {
    // Of 52 sliding layers, 60 are reserved: six groups of as many layers as look at everything.
    const gemma = withLayers(
      { count: 10, attention: 'full', kvHeads: 16, headDim: 128 },
      {
        count: 52,
        attention: 'sliding',
        window: 1024,
        kvHeads: 16,
        headDim: 128,
      },
    );
    const each = 16 * 128 * 2 * 2;
    const windowed = 1023 + 2048 + 1 + 16;
    expect(bytes(gemma, 32768)).toEqual({
      low: (10 * 32768 + 52 * windowed) * each,
      high: (10 * 32768 + 60 * windowed) * each,
    });
  });
});

describe('devices that share a model', () => {
  const each = (tensorParallel: number, decodeContextParallel = 1) =>
    estimateKvCache({
      architecture: full(1, 8, 128),
      tokens: 1600,
      engine: { tensorParallel, decodeContextParallel },
    })?.bytes.low;
  const all = 1600 * 8 * 128 * 2 * 2;

  it('divide heads, and copy them where there are more devices than heads', () => {
    expect(each(1)).toBe(all);
    expect(each(4)).toBe(all / 4);
    expect(each(8)).toBe(all / 8);
    expect(each(16)).toBe(all / 8);
  });

  it('divide the tokens of copied heads where they are told to', () => {
    expect(each(16, 2)).toBe(all / 16);
  });

  it('keep compressed keys whole', () => {
    const mla = withLayers({
      count: 1,
      attention: 'mla',
      kvLoraRank: 512,
      ropeHeadDim: 64,
    });
    const bytes = (tensorParallel: number, decodeContextParallel: number) =>
      estimateKvCache({
        architecture: mla,
        tokens: 1600,
        engine: { tensorParallel, decodeContextParallel },
      })?.bytes.low;
    expect(bytes(8, 1)).toBe(1600 * 576 * 2);
    expect(bytes(8, 8)).toBe((1600 / 8 + 8) * 576 * 2);
  });
});

describe('weights', () => {
  it.each([
    ['Llama-3.1-8B', 8.03e9, '15.0', '7.5', '3.7'],
    ['Qwen2.5-7B', 7.62e9, '14.2', '7.1', '3.5'],
    ['Qwen3-8B', 8.2e9, '15.3', '7.6', '3.8'],
    ['Qwen3-32B', 32.8e9, '61.1', '30.5', '15.3'],
    ['Llama-3.3-70B', 70.6e9, '131.5', '65.8', '32.9'],
    ['Qwen3-30B-A3B', 30.5e9, '56.8', '28.4', '14.2'],
  ])('of %s take parameters x bytes', (_, total, ...sizes) => {
    const gib = (quantization?: Architecture['quantization']) => {
      const estimate = estimateWeights({
        architecture: {
          parameters: { total },
          dtype: 'bf16',
          quantization,
          layers: [],
        },
      });
      return ((estimate?.bytes.low ?? NaN) / GIB).toFixed(1);
    };
    expect([gib(), gib('fp8'), gib('awq-int4')]).toEqual(sizes);
  });

  it('take what the files take, where that is known', () => {
    const architecture = {
      ...architectures['Llama-3.3-70B'],
      weightBytes: 141107412992,
    };
    expect(estimateWeights({ architecture })?.bytes).toEqual({
      low: 141107412992,
      high: 141107412992,
    });
  });

  it('take more in a 4-bit checkpoint than half a byte each', () => {
    // "Model loading took 5.35 GiB": RedHatAI's Llama-3.1-8B w4a16 in github.com/llm-d-incubation/llm-d-planner.
    const { low, high } = estimateWeights({
      architecture: {
        ...architectures['Llama-3.1-8B'],
        quantization: 'gptq-int4',
      },
    })!.bytes;
    expect(low).toBeLessThan(5.35 * GIB);
    expect(high / GIB).toBeCloseTo(5.35, 1);
  });

  it('are brought to fp8 while loading, but for the embeddings', () => {
    // "Model loading took 8.49 GiB" with --quantization fp8, of the same source.
    const { low, high } = estimateWeights({
      architecture: architectures['Llama-3.1-8B'],
      runtimeQuantization: 'fp8',
    })!.bytes;
    expect(low / GIB).toBeCloseTo(8.46, 1);
    expect(high).toBe(low);
  });

  it('of a mixed checkpoint are the sum of its formats', () => {
    const architecture: Architecture = {
      layers: [],
      weightFormats: [
        { format: 'bf16', parameters: 1e9 },
        { format: 'nvfp4', parameters: 8e9 },
      ],
    };
    expect(estimateWeights({ architecture })?.bytes.low).toBe(
      2e9 + 8e9 * (0.5 + 1 / 16),
    );
  });

  it('of prediction layers are not loaded unless they are used', () => {
    const architecture: Architecture = {
      layers: [],
      parameters: { total: 90e9 },
      weightBytes: 100e9,
      dtype: 'fp8',
      predictionLayers: { count: 1, parameters: 10e9 },
    };
    const { low, high } = estimateWeights({ architecture })!.bytes;
    expect(low).toBeCloseTo(90e9, -3);
    expect(high).toBe(100e9);
  });

  it.each([
    ['parameters', { dtype: 'bf16' as const, layers: [] }],
    ['a format', { parameters: { total: 1e9 }, layers: [] }],
    [
      'a number of them',
      { parameters: { total: NaN }, dtype: 'bf16' as const, layers: [] },
    ],
  ])('are not guessed without %s', (_, architecture) => {
    expect(estimateWeights({ architecture })).toBeUndefined();
  });
});
