import { Architecture, LayerGroup } from '../../architecture/Architecture';

type Shape = Pick<
  LayerGroup,
  'count' | 'heads' | 'kvHeads' | 'headDim' | 'intermediateSize' | 'experts'
>;

/** A model whose layers all look at everything, from the numbers of its published configuration. */
export function model(
  billions: number,
  hiddenSize: number,
  vocabSize: number,
  layers: Shape,
  rest: Partial<Architecture> = {},
): Architecture {
  return {
    parameters: { total: billions * 1e9 },
    dtype: 'bf16',
    hiddenSize,
    vocabSize,
    layers: [{ attention: 'full', ...layers }],
    ...rest,
  };
}

const heads = (
  count: number,
  queries: number,
  kvHeads: number,
  headDim: number,
) => ({ count, heads: queries, kvHeads, headDim });

const vision = (millions: number) => [
  { kind: 'vision' as const, parameters: millions * 1e6 },
];

/** Published models, by the names that they go by. */
export const architectures = {
  'Llama-3.1-8B': model(8.03, 4096, 128256, {
    ...heads(32, 32, 8, 128),
    intermediateSize: 14336,
  }),
  'Llama-3.3-70B': model(70.55, 8192, 128256, {
    ...heads(80, 64, 8, 128),
    intermediateSize: 28672,
  }),
  'Llama-3.3-70B-FP8': model(
    70.55,
    8192,
    128256,
    { ...heads(80, 64, 8, 128), intermediateSize: 28672 },
    { quantization: 'fp8', weightBytes: 72.7e9 },
  ),
  'Qwen2.5-7B': model(7.616, 3584, 152064, {
    ...heads(28, 28, 4, 128),
    intermediateSize: 18944,
  }),
  'Qwen2.5-72B': model(72.7, 8192, 152064, {
    ...heads(80, 64, 8, 128),
    intermediateSize: 29568,
  }),
  'Qwen3-0.6B': model(
    0.596,
    1024,
    151936,
    { ...heads(28, 16, 8, 128), intermediateSize: 3072 },
    { tiedEmbeddings: true },
  ),
  'Qwen3-8B': model(8.19, 4096, 151936, {
    ...heads(36, 32, 8, 128),
    intermediateSize: 12288,
  }),
  'Qwen3-32B': model(32.76, 5120, 151936, {
    ...heads(64, 64, 8, 128),
    intermediateSize: 25600,
  }),
  'Qwen3-30B-A3B': model(30.53, 2048, 151936, {
    ...heads(48, 32, 4, 128),
    experts: { total: 128, active: 8, intermediateSize: 768 },
  }),
  'Qwen1.5-MoE-A2.7B': model(14.3, 2048, 151936, {
    ...heads(24, 16, 16, 128),
    experts: { total: 60, active: 4, intermediateSize: 1408 },
  }),
  'DeepSeek-V2-Lite': model(15.7, 2048, 102400, {
    ...heads(27, 16, 16, 192),
    experts: { total: 64, active: 6, intermediateSize: 1408 },
  }),
  'Kimi-VL-A3B': model(
    16.4,
    2048,
    163840,
    {
      ...heads(27, 16, 16, 192),
      experts: { total: 64, active: 6, intermediateSize: 1408 },
    },
    { towers: vision(400) },
  ),
  'Mixtral-8x7B': model(46.7, 4096, 32000, {
    ...heads(32, 32, 8, 128),
    experts: { total: 8, active: 2, intermediateSize: 14336 },
  }),
  'gpt-oss-20b': model(
    20.9,
    2880,
    201088,
    {
      ...heads(24, 64, 8, 64),
      experts: { total: 32, active: 4, intermediateSize: 2880 },
    },
    { quantization: 'mxfp4', weightBytes: 13.76e9 },
  ),
  'Llama-4-Scout': model(
    108.6,
    5120,
    202048,
    {
      ...heads(48, 40, 8, 128),
      experts: { total: 16, active: 1, intermediateSize: 8192 },
    },
    { towers: vision(850) },
  ),
  'CodeLlama-7b': model(6.738, 4096, 32016, {
    ...heads(32, 32, 32, 128),
    intermediateSize: 11008,
  }),
  'granite-3.1-2b': model(2.53, 2048, 49155, {
    ...heads(40, 32, 8, 64),
    intermediateSize: 8192,
  }),
  'granite-3.1-8b': model(8.17, 4096, 49155, {
    ...heads(40, 32, 8, 128),
    intermediateSize: 12800,
  }),
  'phi-4': model(14.66, 5120, 100352, {
    ...heads(40, 40, 10, 128),
    intermediateSize: 17920,
  }),
  'gemma-2-2b': model(
    2.61,
    2304,
    256000,
    { ...heads(26, 8, 4, 256), intermediateSize: 9216 },
    { tiedEmbeddings: true },
  ),
  'gemma-2-27b': model(
    27.2,
    4608,
    256000,
    { ...heads(46, 32, 16, 128), intermediateSize: 36864 },
    { tiedEmbeddings: true },
  ),
  'Mistral-Small-3.1-24B': model(
    24.0,
    5120,
    131072,
    { ...heads(40, 32, 8, 128), intermediateSize: 32768 },
    { towers: vision(440) },
  ),
  'MiMo-VL-7B': model(
    8.3,
    4096,
    151680,
    { ...heads(36, 32, 8, 128), intermediateSize: 11008 },
    { towers: vision(700) },
  ),
} satisfies Record<string, Architecture>;
