import fc from 'fast-check';
import {
  Architecture,
  LayerAttention,
  LayerGroup,
  WeightFormat,
} from '../architecture/Architecture';
import { EngineOptions } from '../sizing/EngineOptions';
import { Workload } from '../sizing/Workload';

/** Any number, also those that are no count of anything. */
export const anyNumber = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 200_000 }) },
  { weight: 1, arbitrary: fc.double() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      0,
      -1,
      0.5,
      Number.MIN_VALUE,
      NaN,
      Infinity,
      -Infinity,
      2 ** 60,
    ),
  },
);

const attentions: LayerAttention[] = [
  'full',
  'sliding',
  'chunked',
  'mla',
  'linear',
  'encoder',
  'cross',
  'none',
];

const quantizations = [
  'fp8',
  'int8',
  'awq-int4',
  'gptq-int4',
  'nvfp4',
  'mxfp4',
] as const;

const formats: WeightFormat[] = ['fp32', 'fp16', 'bf16', ...quantizations];

const optional = <T>(value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined });

const kvCacheDtype = fc.constantFrom<
  NonNullable<EngineOptions['kvCacheDtype']>
>(
  'auto',
  'bfloat16',
  'fp8',
  'fp8_e5m2',
  'fp8_ds_mla',
  'nvfp4',
  'int8_per_token_head',
  'fp8_per_token_head',
);

/** Anything that the types allow. */
export const anyArchitecture: fc.Arbitrary<Architecture> = fc.record({
  weightBytes: optional(anyNumber),
  parameters: optional(
    fc.record({ total: anyNumber, active: optional(anyNumber) }),
  ),
  weightFormats: optional(
    fc.array(
      fc.record({
        format: fc.constantFrom(...formats),
        parameters: anyNumber,
      }),
      { maxLength: 2 },
    ),
  ),
  dtype: optional(fc.constantFrom('fp32', 'fp16', 'bf16', 'fp8')),
  quantization: optional(fc.constantFrom(...quantizations)),
  quantizationGroup: optional(anyNumber),
  kvCacheFormat: optional(fc.constantFrom('fp8', 'int8', 'nvfp4')),
  hiddenSize: optional(anyNumber),
  vocabSize: optional(anyNumber),
  tiedEmbeddings: optional(fc.boolean()),
  contextLength: optional(anyNumber),
  layers: fc.array(
    fc.record({
      count: anyNumber,
      attention: fc.constantFrom(...attentions),
      heads: optional(anyNumber),
      kvHeads: optional(anyNumber),
      headDim: optional(anyNumber),
      valueHeadDim: optional(anyNumber),
      window: optional(anyNumber),
      kvLoraRank: optional(anyNumber),
      ropeHeadDim: optional(anyNumber),
      indexHeadDim: optional(anyNumber),
      stateBytes: optional(anyNumber),
      intermediateSize: optional(anyNumber),
      parameters: optional(anyNumber),
      experts: optional(
        fc.record({
          total: anyNumber,
          active: anyNumber,
          intermediateSize: optional(anyNumber),
        }),
      ),
    }),
    { maxLength: 3 },
  ),
  towers: optional(
    fc.array(
      fc.record({
        kind: fc.constantFrom('vision', 'audio'),
        parameters: optional(anyNumber),
        hiddenSize: optional(anyNumber),
      }),
      { maxLength: 2 },
    ),
  ),
  predictionLayers: optional(
    fc.record({ count: anyNumber, parameters: optional(anyNumber) }),
  ),
});

/** What an engine starts with, as far as that does not depend on the model. */
const soundEngine: fc.Arbitrary<EngineOptions> = fc.record(
  {
    version: fc.constantFrom('0.11.0', '0.19.0', 'v0.28.1', '1.2'),
    tensorParallel: anyNumber,
    pipelineParallel: anyNumber,
    dataParallel: anyNumber,
    expertParallel: fc.boolean(),
    maxModelLen: fc.integer({ min: 1 }),
    gpuMemoryUtilization: fc.double({ min: 0.001, max: 1, noNaN: true }),
    maxNumSeqs: fc.integer({ min: 1 }),
    maxNumBatchedTokens: fc.integer({ min: 1 }),
    kvCacheDtype,
    quantization: fc.constantFrom('fp8', 'awq', ''),
    enforceEager: fc.boolean(),
    lora: fc.record({
      maxLoras: fc.integer({ min: 1 }),
      maxRank: fc.constantFrom(1, 16, 512),
    }),
    speculative: fc.record({
      tokens: fc.integer({ min: 1 }),
      method: fc.constantFrom('mtp', 'ngram'),
      draft: optional(anyArchitecture),
    }),
    task: fc.constantFrom('generate', 'embed', 'score', 'transcription'),
  },
  { requiredKeys: [] },
);

/** Anything that the types allow. */
const unsoundEngine: fc.Arbitrary<EngineOptions> = fc.record(
  {
    version: fc.oneof(
      fc.constantFrom('0.11.0', '0.19.0', 'v0.28.1', '1.2', ''),
      fc.string(),
    ),
    tensorParallel: anyNumber,
    pipelineParallel: anyNumber,
    dataParallel: anyNumber,
    decodeContextParallel: anyNumber,
    expertParallel: fc.boolean(),
    maxModelLen: anyNumber,
    gpuMemoryUtilization: anyNumber,
    maxNumSeqs: anyNumber,
    maxNumBatchedTokens: anyNumber,
    kvCacheDtype,
    quantization: fc.constantFrom('fp8', 'awq', ''),
    chunkedPrefill: fc.boolean(),
    prefixCaching: fc.boolean(),
    enforceEager: fc.boolean(),
    lora: fc.record({ maxLoras: anyNumber, maxRank: anyNumber }),
    speculative: fc.record({
      tokens: anyNumber,
      method: fc.constantFrom('mtp', 'ngram'),
      draft: optional(anyArchitecture),
      draftTensorParallel: optional(anyNumber),
    }),
    task: fc.constantFrom('generate', 'embed', 'score', 'transcription'),
  },
  { requiredKeys: [] },
);

/** Anything that the types allow. */
export const anyEngine: fc.Arbitrary<EngineOptions> = fc.oneof(
  soundEngine,
  unsoundEngine,
);

/** Anything that the types allow. */
export const anyWorkload: fc.Arbitrary<Workload> = fc.record({
  promptTokens: anyNumber,
  answerTokens: anyNumber,
  concurrentRequests: anyNumber,
  longestContext: optional(anyNumber),
});

/** Models as they are: whole numbers that divide each other, nothing missing. */
export const soundArchitecture: fc.Arbitrary<Architecture> = fc
  .record({
    depth: fc.integer({ min: 1, max: 64 }),
    headDim: fc.constantFrom(64, 128, 256),
    groups: fc.constantFrom(1, 2, 4, 8),
    kvHeads: fc.constantFrom(1, 2, 4, 8, 16),
    width: fc.constantFrom(2, 3, 4),
    vocabSize: fc.integer({ min: 100, max: 300_000 }),
    attention: fc.constantFrom<LayerAttention>(
      'full',
      'mla',
      'sliding',
      'chunked',
      'linear',
    ),
    mixed: fc.boolean(),
    quantization: optional(fc.constantFrom(...quantizations)),
    experts: fc.constantFrom(undefined, undefined, undefined, 8, 32),
    tiedEmbeddings: optional(fc.boolean()),
    contextLength: fc.constantFrom(4096, 32768, 131072),
    vision: fc.boolean(),
  })
  .map(shape => {
    const { headDim, kvHeads, groups, experts, depth } = shape;
    const heads = kvHeads * groups;
    const hiddenSize = heads * headDim;
    const intermediateSize = hiddenSize * shape.width;
    const layer: LayerGroup = {
      count: depth,
      attention: 'full',
      heads,
      kvHeads,
      headDim,
      ...(experts
        ? { experts: { total: experts, active: 4, intermediateSize } }
        : { intermediateSize }),
    };
    const total =
      depth *
        hiddenSize *
        (2 * hiddenSize +
          2 * kvHeads * headDim +
          3 * intermediateSize * (experts ?? 1)) +
      2 * shape.vocabSize * hiddenSize;
    return {
      parameters: { total },
      dtype: 'bf16',
      quantization: shape.quantization,
      hiddenSize,
      vocabSize: shape.vocabSize,
      tiedEmbeddings: shape.tiedEmbeddings,
      contextLength: shape.contextLength,
      layers: [
        ...(shape.mixed || shape.attention === 'full' ? [layer] : []),
        ...(shape.attention === 'full'
          ? []
          : [
              {
                ...layer,
                count: depth * 3,
                attention: shape.attention,
                window: 1024,
                kvLoraRank: 512,
                ropeHeadDim: 64,
                stateBytes: 1_000_000,
              },
            ]),
      ],
      towers: shape.vision ? [{ kind: 'vision', parameters: 4e8 }] : undefined,
    };
  });
