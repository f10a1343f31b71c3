import { Architecture, LayerGroup } from '../architecture/Architecture';
import { EngineOptions, KvCacheFormat } from './EngineOptions';
import { activationBytes, loadedBytes, SCALED_BYTES } from './formats';
import { known, knownCount } from './known';
import { findKvKinds, KvKind, KvKinds } from './kvCache';
import { kvBytesPerToken } from './kvLayer';
import { minorVersion } from './batching';
import { divideParameters } from './weightParts';
import { PartBytes, prepareWeights } from './weights';
import { findWidths, Widths } from './widths';

/** What sizing needs of a model, computed once for all ways to spread it. */
export interface PreparedModel {
  readonly architecture: Architecture;
  readonly engine: EngineOptions;
  readonly weights: PartBytes;
  readonly weightsHow: string;
  readonly kvKinds: readonly KvKind[];
  /** Layers that guess further tokens, where the engine uses them. */
  readonly predictionKinds: readonly KvKind[];
  readonly kvFormat: KvCacheFormat;
  /** Bytes of a number that the model computes with. */
  readonly activationBytes: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly vocabSize: number;
  readonly widths: Widths;
  /** Least number of key and value heads of a layer; Infinity where no layer has any. */
  readonly kvHeads: number;
  /** Bytes of the matrices for keys and values, which are copied where there are more devices than heads. */
  readonly keyValueBytes: number;
  /** Bytes of the matrices that compress keys (MLA), which every device has whole. */
  readonly compressionBytes: number;
  /** Whether the engine chooses words, for which it needs a logit of each word for each request. */
  readonly samples: boolean;
  readonly draft?: PreparedModel;
}

/** The model, or the field that is missing, or the kind of layer for which the cache format does not exist. */
export type Preparation =
  | { readonly known: true; readonly model: PreparedModel }
  | { readonly known: false; readonly missing: string }
  | { readonly known: false; readonly unsupported: LayerGroup['attention'] };

export function prepareModel(options: {
  architecture: Architecture;
  engine: EngineOptions;
}): Preparation {
  const { architecture, engine } = options;
  const weights = prepareWeights({
    architecture,
    runtimeQuantization: engine.quantization === 'fp8' ? 'fp8' : undefined,
  });
  if (!weights.known) {
    return weights;
  }
  const layers = architecture.layers.reduce(
    (sum, { count }) => sum + (knownCount(count) ?? 0),
    0,
  );
  const hiddenSize = known(architecture.hiddenSize);
  const samples =
    (engine.task ?? 'generate') === 'generate' ||
    engine.task === 'transcription';
  const vocabSize = known(architecture.vocabSize) ?? (samples ? undefined : 0);
  const missing =
    (layers === 0 && 'architecture.layers') ||
    (hiddenSize === undefined && 'architecture.hiddenSize') ||
    (vocabSize === undefined && 'architecture.vocabSize');
  if (missing || hiddenSize === undefined || vocabSize === undefined) {
    return { known: false, missing: missing || 'architecture' };
  }
  const bytes = activationBytes();
  const kv = prepareKv({ architecture, engine, activationBytes: bytes });
  if (!kv.kinds.known) {
    return kv.kinds;
  }
  const draft = prepareDraft(engine);
  if (draft && !draft.known) {
    return draft;
  }
  return {
    known: true,
    model: {
      architecture,
      engine,
      weights: weights.parts,
      weightsHow: weights.how,
      kvKinds: kv.kinds.kinds,
      predictionKinds: predictionKinds({
        architecture,
        engine,
        kinds: kv.kinds.kinds,
      }),
      kvFormat: kv.format,
      activationBytes: bytes,
      layers,
      hiddenSize,
      vocabSize,
      widths: findWidths({
        architecture,
        parameters: divideParameters(architecture),
        hiddenSize,
      }),
      kvHeads: Math.min(
        ...architecture.layers.map(
          ({ kvHeads }) => knownCount(kvHeads) ?? Infinity,
        ),
      ),
      ...copiedBytes({
        architecture,
        engine,
        hiddenSize,
        most: weights.parts.layers.low,
      }),
      samples,
      draft: draft?.model,
    },
  };
}

/** Since this minor version `auto` is what the checkpoint was calibrated for. */
const CALIBRATED_SINCE = 13;

function prepareKv(options: {
  architecture: Architecture;
  engine: EngineOptions;
  activationBytes: number;
}): { format: KvCacheFormat; kinds: KvKinds } {
  const { architecture, engine } = options;
  const format = engine.kvCacheDtype ?? 'auto';
  const calibrated = architecture.kvCacheFormat;
  const minor = minorVersion(engine.version);
  const asComputed = findKvKinds({ ...options, format });
  if (
    format !== 'auto' ||
    calibrated === undefined ||
    calibrated === 'int8' ||
    (minor !== undefined && minor < CALIBRATED_SINCE)
  ) {
    return { format, kinds: asComputed };
  }
  const smaller = findKvKinds({ ...options, format: calibrated });
  if (!smaller.known || !asComputed.known || minor !== undefined) {
    return { format: calibrated, kinds: smaller };
  }
  // Which one the engine takes depends on its version: the high estimate is for the larger one.
  return {
    format: calibrated,
    kinds: {
      known: true,
      kinds: smaller.kinds.map(kind => ({
        ...kind,
        padding: kind.padding * ratio({ ...options, kind, calibrated }),
      })),
    },
  };
}

function ratio(options: {
  kind: KvKind;
  calibrated: KvCacheFormat;
  activationBytes: number;
}): number {
  const { kind, calibrated, activationBytes: bytes } = options;
  const [large, small] = (['auto', calibrated] as const).map(format =>
    kvBytesPerToken({
      layer: kind.layer,
      format,
      activationBytes: bytes,
      tensorParallel: 1,
    }),
  );
  return 'bytes' in large && 'bytes' in small && small.bytes > 0
    ? large.bytes / small.bytes
    : 1;
}

/** They look back as the last layers of the model do. */
function predictionKinds(options: {
  architecture: Architecture;
  engine: EngineOptions;
  kinds: readonly KvKind[];
}): KvKind[] {
  const { architecture, engine, kinds } = options;
  const count = knownCount(architecture.predictionLayers?.count);
  const last = kinds.filter(({ state }) => state === 0).slice(-1);
  return engine.speculative?.method === 'mtp' && count !== undefined
    ? last.map(kind => ({ ...kind, count }))
    : [];
}

function prepareDraft({ speculative, ...engine }: EngineOptions) {
  return (
    speculative?.draft &&
    // A draft of one layer has no matrices of its own for words: it takes the model's.
    prepareModel({
      architecture: speculative.draft,
      engine: { version: engine.version, kvCacheDtype: engine.kvCacheDtype },
    })
  );
}

function copiedBytes(options: {
  architecture: Architecture;
  engine: EngineOptions;
  hiddenSize: number;
  /** All layers together: a part of them cannot be more. */
  most: number;
}): Pick<PreparedModel, 'keyValueBytes' | 'compressionBytes'> {
  const { architecture, engine, hiddenSize, most } = options;
  const format =
    architecture.quantization ??
    (engine.quantization === 'fp8' ? 'fp8' : architecture.dtype);
  const bytes =
    architecture.quantization === undefined
      ? loadedBytes(format ?? 'bf16')
      : SCALED_BYTES[architecture.quantization];
  let keyValueBytes = 0;
  let compressionBytes = 0;
  for (const layer of architecture.layers) {
    const count = knownCount(layer.count) ?? 0;
    if (layer.attention === 'mla') {
      compressionBytes +=
        count *
        hiddenSize *
        ((known(layer.kvLoraRank) ?? 0) + (known(layer.ropeHeadDim) ?? 0)) *
        bytes;
    } else {
      const key = known(layer.headDim) ?? 0;
      keyValueBytes +=
        count *
        hiddenSize *
        (knownCount(layer.kvHeads) ?? 0) *
        (key + (known(layer.valueHeadDim) ?? key)) *
        bytes;
    }
  }
  const share = Math.min(1, most / (keyValueBytes + compressionBytes || 1));
  return {
    keyValueBytes: keyValueBytes * share,
    compressionBytes: compressionBytes * share,
  };
}
