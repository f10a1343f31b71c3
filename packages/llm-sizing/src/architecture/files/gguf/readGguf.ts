import { failure, Issue, Result } from '@modelyard/llm-units';
import { Architecture, LayerGroup, WeightFormat } from '../../Architecture';
import { withoutAbsent } from '../../withoutAbsent';
import { addStored } from '../StoredWeights';
import { GgufMetadata } from './GgufMetadata';
import { readGgufLayers } from './readGgufLayers';
import { GgufFile, GgufTensor, parseGguf } from './parseGguf';

/**
 * Reads a model in GGUF, the format of llama.cpp, from the beginnings of its files: metadata and the list of weights stand
 * before the weights themselves. Parameters and bytes are those of the listed weights, not computed from a formula.
 *
 * @param options - `files` are the beginnings of all parts of the model, mostly one
 * @returns The architecture, with warnings; or the issues that make it impossible to say how large the model is
 * @public
 */
export function readGguf(options: {
  files: readonly Uint8Array[];
}): Result<Architecture> {
  const issues: Issue[] = [];
  const parsed: GgufFile[] = [];
  for (const [index, bytes] of options.files.entries()) {
    const file = parseGguf(bytes);
    if (!file.ok) {
      return {
        ok: false,
        issues: file.issues.map(issue => ({ ...issue, path: `[${index}]` })),
      };
    }
    parsed.push(file.value);
  }
  // Only the first part of several has the metadata.
  const main = parsed.find(({ metadata }) =>
    metadata.has('general.architecture'),
  );
  if (!main) {
    return failure(
      'not-a-model',
      'must name the architecture of a model as general.architecture',
    );
  }
  const metadata = GgufMetadata.create({ values: main.metadata, issues });
  const tensors = parsed.flatMap(file => file.tensors);
  const value = describe({
    metadata,
    tensors,
    complete: isComplete(metadata, parsed.length),
    issues,
  });
  return value ? { ok: true, value, issues } : { ok: false, issues };
}

function isComplete(metadata: GgufMetadata, files: number): boolean {
  const parts = metadata.general('split.count') ?? 1;
  if (parts > files) {
    metadata.report({
      name: 'split.count',
      code: 'incomplete',
      message: `says that the model has ${parts} files, but ${files} are given: the size of the weights is unknown`,
      severity: 'warning',
    });
  }
  return parts <= files;
}

const NAMES = {
  layer: /^blk\.(\d+)\./,
  experts: /\.ffn_(?:gate|up|down|gate_up)_exps\./,
};

function describe(options: {
  metadata: GgufMetadata;
  tensors: readonly GgufTensor[];
  complete: boolean;
  issues: readonly Issue[];
}): Architecture | undefined {
  const { metadata, tensors, complete } = options;
  const guessing = metadata.count('nextn_predict_layers') ?? 0;
  const layers = readGgufLayers({ metadata, tensors, guessing });
  const hiddenSize = metadata.required(
    'the width of the model',
    'embedding_length',
  );
  if (!layers || !hiddenSize) {
    return undefined;
  }
  const first = (metadata.count('block_count') ?? 0) - guessing;
  const [main, ahead] = parted(tensors, tensor => layerOf(tensor) >= first);
  const stored = addStored(tensors);
  const names = new Set(tensors.map(({ name }) => name));
  const value: Architecture = {
    ...(complete && {
      weightBytes: stored.bytes,
      storedTypes: stored.types,
      parameters: {
        total: elementsOf(main),
        active: activeOf(main, layers),
      },
      weightFormats: formatsOf(main),
      tiedEmbeddings: !names.has('output.weight'),
    }),
    hiddenSize,
    vocabSize: metadata.vocabulary(tensors),
    contextLength: metadata.count('context_length'),
    layers,
    ...(guessing > 0 && {
      predictionLayers: {
        count: guessing,
        ...(complete && { parameters: elementsOf(ahead) }),
      },
    }),
  };
  return withoutAbsent(value);
}

function layerOf({ name }: GgufTensor): number {
  const match = NAMES.layer.exec(name);
  return match ? Number(match[1]) : -1;
}

function parted<T>(items: readonly T[], second: (item: T) => boolean) {
  const parts: [T[], T[]] = [[], []];
  items.forEach(item => parts[second(item) ? 1 : 0].push(item));
  return parts;
}

function elementsOf(tensors: readonly GgufTensor[]): number {
  return tensors.reduce((sum, { elements }) => sum + elements, 0);
}

/** Parameters without those of experts that do not work on a token. */
function activeOf(
  tensors: readonly GgufTensor[],
  layers: readonly LayerGroup[],
): number | undefined {
  const experts = layers.find(layer => layer.experts)?.experts;
  const [rest, routed] = parted(tensors, ({ name }) =>
    NAMES.experts.test(name),
  );
  if (routed.length === 0) {
    return elementsOf(rest);
  }
  return (
    experts &&
    Math.round(
      elementsOf(rest) + (elementsOf(routed) * experts.active) / experts.total,
    )
  );
}

const FORMATS: Readonly<Record<string, WeightFormat>> = {
  F32: 'fp32',
  F16: 'fp16',
  BF16: 'bf16',
  MXFP4: 'mxfp4',
  NVFP4: 'nvfp4',
};

/** Formats that vLLM has names for; the block formats of llama.cpp are counted in bytes alone. */
function formatsOf(
  tensors: readonly GgufTensor[],
): Architecture['weightFormats'] {
  const counts = new Map<WeightFormat, number>();
  for (const { type, elements } of tensors) {
    if (!Object.hasOwn(FORMATS, type)) {
      return undefined;
    }
    counts.set(FORMATS[type], (counts.get(FORMATS[type]) ?? 0) + elements);
  }
  return [...counts].map(([format, parameters]) => ({ format, parameters }));
}
