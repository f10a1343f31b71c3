import { Architecture, WeightFormat } from '../architecture/Architecture';
import { loadedBytes, PLAIN_BYTES, SCALED_BYTES } from './formats';
import { inGib, known } from './known';
import { addRanges, exactly, Range, scaleRange, ZERO } from './Range';
import { divideParameters, WeightParts } from './weightParts';

/** Bytes of each part of a model. */
export type PartBytes = { readonly [part in keyof WeightParts]: Range };

/**
 * What the weights of a model take in memory, all devices together.
 *
 * @public
 */
export interface WeightEstimate {
  /** In bytes; low and high are the same where the size of the files is known. */
  readonly bytes: Range;
  /** How it was computed, for people. */
  readonly how: string;
}

/** The same with its parts, and with what is missing instead of a guess. */
export type PreparedWeights =
  | KnownWeights
  | { readonly known: false; readonly missing: string };

export interface KnownWeights {
  readonly known: true;
  readonly bytes: Range;
  readonly parts: PartBytes;
  readonly how: string;
}

const NO_PARTS: PartBytes = {
  embedding: ZERO,
  head: ZERO,
  layers: ZERO,
  experts: ZERO,
  towers: ZERO,
};

const PARTS = Object.keys(NO_PARTS) as ReadonlyArray<keyof WeightParts>;

/**
 * What the weights of a model take in memory. The size of the weight files beats any formula; without it the parameters
 * are multiplied by the bytes of their format (vLLM's recipes: 2 for 16 bits, 1 for 8, 0.5 for 4). A quantised checkpoint
 * keeps embeddings in 16 bits and has scales: the high value counts both, the low value neither.
 *
 * @param options - `runtimeQuantization` is the format that the engine brings the layers to while it loads them
 * @returns Undefined where neither files nor parameters and their format are known
 * @public
 */
export function estimateWeights(options: {
  architecture: Architecture;
  runtimeQuantization?: 'fp8';
}): WeightEstimate | undefined {
  const prepared = prepareWeights(options);
  return prepared.known
    ? { bytes: prepared.bytes, how: prepared.how }
    : undefined;
}

export function prepareWeights(options: {
  architecture: Architecture;
  runtimeQuantization?: 'fp8';
}): PreparedWeights {
  const { architecture, runtimeQuantization } = options;
  const stored = storedWeights(architecture);
  if (
    !stored.known ||
    !runtimeQuantization ||
    architecture.quantization !== undefined
  ) {
    return stored;
  }
  const bytes = known(bytesOf(architecture.dtype));
  if (bytes === undefined) {
    return { known: false, missing: 'architecture.dtype' };
  }
  // The engine quantises linear layers; embeddings and towers stay as they are.
  const factor = PLAIN_BYTES[runtimeQuantization] / bytes;
  const parts = {
    ...stored.parts,
    layers: scaleRange(stored.parts.layers, factor),
    experts: scaleRange(stored.parts.experts, factor),
  };
  return {
    known: true,
    parts,
    bytes: sumOf(parts),
    how: `${stored.how}; the engine brings layers to ${runtimeQuantization} while loading, embeddings stay as they are`,
  };
}

function storedWeights(architecture: Architecture): PreparedWeights {
  const { dtype, quantization } = architecture;
  const size = filesOf(architecture);
  const parameters = divideParameters(architecture);
  const files = size && size * loadedShare({ architecture, parameters, size });
  const mixed = parameters && mixedParts({ parameters, architecture });

  if (files !== undefined) {
    const total = mixed ? sumOf(mixed).high : 0;
    const parts =
      mixed && total > 0
        ? mapParts(part => exactly((mixed[part].high * files) / total))
        : { ...NO_PARTS, layers: exactly(files) };
    return withoutPrediction({
      architecture,
      parameters,
      stored: {
        known: true,
        parts,
        bytes: exactly(files),
        how: `size of the weight files, ${inGib(files)}${
          files === size ? '' : `: ${inGib(size ?? 0)} in 32 bits, loaded in 16`
        }`,
      },
    });
  }
  if (!parameters) {
    return { known: false, missing: 'architecture.parameters' };
  }
  const listed = sumOfListed(architecture);
  if (listed !== undefined && mixed) {
    const total = sumOf(mixed).high;
    return {
      known: true,
      parts: mapParts(part => exactly((mixed[part].high * listed) / total)),
      bytes: exactly(listed),
      how: 'parameters of each format x its bytes',
    };
  }
  const format = quantization ?? dtype;
  if (format === undefined || !mixed) {
    return { known: false, missing: 'architecture.dtype' };
  }
  const plain = loadedBytes(format);
  const parts = mapParts(part => {
    const low = parameters[part] * plain;
    return { low, high: Math.max(low, mixed[part].high) };
  });
  const count = PARTS.reduce((sum, part) => sum + parameters[part], 0);
  return {
    known: true,
    parts,
    bytes: sumOf(parts),
    how: `${(count / 1e9).toFixed(
      2,
    )} billion parameters x ${plain} bytes (${format})${
      quantization === undefined
        ? ''
        : '; more where embeddings stay in 16 bits and with the scales'
    }`,
  };
}

/** What of the files' size is left of it in memory: half of it for one in 32 bits. */
function loadedShare(options: {
  architecture: Architecture;
  parameters: WeightParts | undefined;
  size: number;
}): number {
  const { architecture, parameters, size } = options;
  const { dtype, quantization } = architecture;
  if (dtype !== 'fp32' || quantization !== undefined) {
    return 1;
  }
  // Files that are too small for it are in 16 bits, whatever is said of them.
  const count = parameters && PARTS.reduce((sum, p) => sum + parameters[p], 0);
  return count !== undefined && size < 3 * count ? 1 : 1 / 2;
}

function filesOf({ weightBytes, storedTypes }: Architecture) {
  return (
    known(weightBytes) ??
    known(
      (storedTypes ?? []).reduce(
        (sum, { bytes }) => sum + (known(bytes) ?? 0),
        0,
      ),
    )
  );
}

/** Layers that guess further tokens lie in the files, but are loaded only where the engine is told to use them. */
function withoutPrediction(options: {
  architecture: Architecture;
  parameters: WeightParts | undefined;
  stored: KnownWeights;
}): KnownWeights {
  const { architecture, parameters, stored } = options;
  const guessing = known(architecture.predictionLayers?.parameters);
  if (guessing === undefined || !parameters) {
    return stored;
  }
  const total = PARTS.reduce((sum, part) => sum + parameters[part], 0);
  const kept = total / (total + guessing);
  const parts = mapParts(part => ({
    low: stored.parts[part].low * kept,
    high: stored.parts[part].high,
  }));
  return {
    ...stored,
    parts,
    bytes: sumOf(parts),
    how: `${stored.how}; less without the layers that guess further tokens`,
  };
}

/** Each part in the format that published checkpoints keep it in: only the layers are quantised. */
function mixedParts(options: {
  parameters: WeightParts;
  architecture: Architecture;
}): PartBytes | undefined {
  const { parameters, architecture } = options;
  const { dtype, quantization } = architecture;
  // Published quantised checkpoints keep the rest in 16 bits; without quantisation the format must be known.
  const rest = bytesOf(dtype === 'fp8' ? 'bf16' : dtype) ?? 2;
  const layers =
    quantization === undefined
      ? bytesOf(dtype) ?? 2
      : SCALED_BYTES[quantization];
  return mapParts(part =>
    exactly(
      parameters[part] *
        (part === 'layers' || part === 'experts' ? layers : rest),
    ),
  );
}

function sumOfListed({ weightFormats }: Architecture): number | undefined {
  return known(
    (weightFormats ?? []).reduce(
      (sum, { format, parameters }) =>
        sum +
        (known(parameters) ?? 0) *
          (format === 'fp32' ? loadedBytes(format) : SCALED_BYTES[format] ?? 0),
      0,
    ),
  );
}

function bytesOf(format: WeightFormat | undefined): number | undefined {
  return format && loadedBytes(format);
}

function mapParts(map: (part: keyof WeightParts) => Range): PartBytes {
  return {
    embedding: map('embedding'),
    head: map('head'),
    layers: map('layers'),
    experts: map('experts'),
    towers: map('towers'),
  };
}

function sumOf(parts: PartBytes): Range {
  return addRanges(PARTS.map(part => parts[part]));
}
