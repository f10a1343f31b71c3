import {
  Architecture,
  AssessedBudget,
  AssessedDevices,
  AssessedModel,
  AssessedPolicy,
  AssessedPool,
  AssessedProvider,
  AssessedVersion,
  AssessOptions,
  BaseDeployment,
  DeviceUsage,
  EngineOptions,
  kvCacheFormats,
  LayerGroup,
  ModelTower,
  ServingIntent,
  StoredType,
  Workload,
} from '@modelyard/llm-sizing';
import { Money } from '@modelyard/llm-units';
import { fields, flag, listOf, number, oneOf, Shape, text } from './shapes';

type Item<L> = NonNullable<L> extends ReadonlyArray<infer I> ? I : never;

const weightFormat = oneOf(
  'fp32',
  'fp16',
  'bf16',
  'fp8',
  'int8',
  'awq-int4',
  'gptq-int4',
  'nvfp4',
  'mxfp4',
);
const lifecycle = oneOf(
  'experimental',
  'staging',
  'production',
  'deprecated',
  'retired',
);
const money = fields<Money>({ amount: text, currency: text }, {});

const architecture = fields<Architecture>(
  {
    layers: listOf(
      fields<LayerGroup>(
        {
          count: number,
          attention: oneOf(
            'full',
            'sliding',
            'chunked',
            'mla',
            'linear',
            'encoder',
            'cross',
            'none',
          ),
        },
        {
          heads: number,
          kvHeads: number,
          headDim: number,
          valueHeadDim: number,
          window: number,
          kvLoraRank: number,
          ropeHeadDim: number,
          indexHeadDim: number,
          stateBytes: number,
          intermediateSize: number,
          parameters: number,
          experts: fields<NonNullable<LayerGroup['experts']>>(
            { total: number, active: number },
            { shared: number, intermediateSize: number, parameters: number },
          ),
        },
      ),
    ),
  },
  {
    weightBytes: number,
    parameters: fields<NonNullable<Architecture['parameters']>>(
      { total: number },
      { active: number },
    ),
    weightFormats: listOf(
      fields<Item<Architecture['weightFormats']>>(
        { format: weightFormat, parameters: number },
        {},
      ),
    ),
    storedTypes: listOf(
      fields<StoredType>({ type: text, elements: number, bytes: number }, {}),
    ),
    dtype: oneOf('fp32', 'fp16', 'bf16', 'fp8'),
    quantization: weightFormat,
    quantizationGroup: number,
    kvCacheFormat: oneOf('fp8', 'int8', 'nvfp4'),
    hiddenSize: number,
    vocabSize: number,
    tiedEmbeddings: flag,
    contextLength: number,
    embeddingDimensions: number,
    towers: listOf(
      fields<ModelTower>(
        { kind: oneOf('vision', 'audio') },
        {
          parameters: number,
          format: weightFormat,
          layers: number,
          hiddenSize: number,
          intermediateSize: number,
        },
      ),
    ),
    predictionLayers: fields<NonNullable<Architecture['predictionLayers']>>(
      { count: number },
      { parameters: number },
    ),
  },
);

const engine = fields<EngineOptions>(
  {},
  {
    version: text,
    tensorParallel: number,
    pipelineParallel: number,
    dataParallel: number,
    decodeContextParallel: number,
    expertParallel: flag,
    maxModelLen: number,
    gpuMemoryUtilization: number,
    maxNumSeqs: number,
    maxNumBatchedTokens: number,
    kvCacheDtype: oneOf(...kvCacheFormats),
    quantization: text,
    chunkedPrefill: flag,
    prefixCaching: flag,
    enforceEager: flag,
    lora: fields<NonNullable<EngineOptions['lora']>>(
      {},
      { maxLoras: number, maxRank: number },
    ),
    speculative: fields<NonNullable<EngineOptions['speculative']>>(
      { tokens: number },
      { method: text, draft: architecture, draftTensorParallel: number },
    ),
    task: oneOf('generate', 'embed', 'score', 'transcription'),
  },
);

const model = fields<AssessedModel>(
  {
    name: text,
    versions: listOf(
      fields<AssessedVersion>(
        { name: text, kind: oneOf('weights', 'adapter', 'external') },
        {
          architecture,
          adapter: fields<NonNullable<AssessedVersion['adapter']>>(
            { baseModel: text },
            { baseVersion: text, rank: number },
          ),
        },
      ),
    ),
  },
  { lifecycle, replacedBy: text, dataClasses: listOf(text) },
);

const devices = fields<AssessedDevices>(
  {
    name: text,
    accelerator: text,
    nodes: number,
    perNode: number,
    sharing: fields<AssessedDevices['sharing']>(
      {
        strategy: oneOf('exclusive', 'mig', 'time-slicing', 'mps', 'vgpu'),
      },
      {
        profiles: listOf(
          fields<Item<AssessedDevices['sharing']['profiles']>>(
            { name: text, count: number },
            {},
          ),
        ),
        replicas: number,
        memoryLimitBytes: number,
      },
    ),
  },
  {
    interconnect: fields<NonNullable<AssessedDevices['interconnect']>>(
      {
        kind: oneOf(
          'pcie',
          'nvlink',
          'infinity-fabric',
          'infiniband',
          'roce',
          'ethernet',
        ),
        span: oneOf('node', 'rack', 'pool'),
      },
      {},
    ),
    pricePerGpuHour: money,
    servedBy: listOf(text),
  },
);

const pool = fields<AssessedPool>(
  {
    name: text,
    type: oneOf('kubernetes', 'slurm'),
    cluster: text,
    devices: listOf(devices),
  },
  { region: text, lifecycle, allowedDataClasses: listOf(text) },
);

const usage = listOf(
  fields<DeviceUsage>(
    { pool: text, devices: text },
    {
      freePerNode: listOf(number),
      freePartitions: listOf(
        fields<Item<DeviceUsage['freePartitions']>>(
          { profile: text, count: number },
          {},
        ),
      ),
      unknownBecause: text,
      quota: fields<NonNullable<DeviceUsage['quota']>>(
        { limit: number },
        { borrowable: number, used: number },
      ),
    },
  ),
);

const intent = fields<ServingIntent>(
  {},
  {
    engine,
    family: text,
    base: fields<BaseDeployment>(
      {
        model: text,
        version: text,
        deployment: text,
        pool: text,
        devices: text,
        architecture,
        engine,
      },
      { retiresOn: text },
    ),
    override: fields<NonNullable<ServingIntent['override']>>(
      { reason: text },
      {},
    ),
  },
);

/** Everything that `llm assess` may be asked with, field by field as `AssessOptions` of llm-sizing has it. */
export const questionShape: Shape = fields<AssessOptions>(
  {
    model,
    workload: fields<Workload>(
      {
        promptTokens: number,
        answerTokens: number,
        concurrentRequests: number,
      },
      { longestContext: number },
    ),
    pools: listOf(pool),
    usage: (value, path) =>
      typeof value === 'string'
        ? oneOf('declared')(value, path)
        : usage(value, path),
  },
  {
    version: text,
    intent,
    providers: listOf(
      fields<AssessedProvider>(
        { name: text },
        { region: text, allowedDataClasses: listOf(text) },
      ),
    ),
    budget: fields<AssessedBudget>(
      { monthlyLimit: money },
      { committed: money },
    ),
    policy: fields<AssessedPolicy>(
      {},
      { dataClass: text, regions: listOf(text) },
    ),
  },
);
