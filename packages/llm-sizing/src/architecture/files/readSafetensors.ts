import { failure, Result, success } from '@modelyard/llm-units';
import { StoredType } from '../Architecture';
import { isRecord } from '../config/Fields';
import { parseModelJson } from './parseModelJson';
import { addStored, StoredWeights } from './StoredWeights';

/** The format allows no longer header (safetensors/src/tensor.rs, MAX_HEADER_SIZE). */
const LONGEST_HEADER = 100_000_000;
const LENGTH_BYTES = 8;

/**
 * Reads what a `.safetensors` file holds from its beginning: the header names each matrix with its number type, shape and
 * place, and nothing but the header is needed.
 *
 * @param options - `bytes` is the beginning of the file
 * @returns What it holds, or one issue: `truncated` says how many bytes are needed, `not-safetensors` what is wrong
 * @public
 */
export function readSafetensorsHeader(options: {
  bytes: Uint8Array;
}): Result<StoredWeights> {
  const { bytes } = options;
  if (bytes.length < LENGTH_BYTES) {
    return failure(
      'truncated',
      `must have at least ${LENGTH_BYTES} bytes, but has ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length < 2 || length > LONGEST_HEADER) {
    return failure(
      'not-safetensors',
      `is not a safetensors file: its header would have ${length} bytes`,
    );
  }
  const end = LENGTH_BYTES + length;
  if (bytes.length < end) {
    return failure(
      'truncated',
      `must have the whole header, which takes the first ${end} bytes, but has ${bytes.length}`,
    );
  }
  const text = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, end));
  const parsed = parseModelJson({ text });
  if (!parsed.ok || !isRecord(parsed.value)) {
    return failure(
      'not-safetensors',
      'is not a safetensors file: its header is not a list of weights',
    );
  }
  const tensors: StoredType[] = [];
  for (const [name, entry] of Object.entries(parsed.value)) {
    if (name === '__metadata__') {
      continue;
    }
    const tensor = readTensor(entry);
    if (!tensor) {
      return failure(
        'not-safetensors',
        `is not a safetensors file: "${name.slice(
          0,
          80,
        )}" has no number type, shape and place`,
      );
    }
    tensors.push(tensor);
  }
  return success(addStored(tensors));
}

function readTensor(entry: unknown): StoredType | undefined {
  if (!isRecord(entry)) {
    return undefined;
  }
  const { dtype, shape, data_offsets: offsets } = entry;
  const elements = Array.isArray(shape)
    ? shape.reduce<number>((size, side) => size * Number(side), 1)
    : NaN;
  const [start, end] = Array.isArray(offsets)
    ? (offsets as unknown[]).map(Number)
    : [NaN, NaN];
  const bytes = end - start;
  return typeof dtype === 'string' &&
    Number.isSafeInteger(elements) &&
    elements >= 0 &&
    Number.isSafeInteger(bytes) &&
    bytes >= 0
    ? { type: dtype.slice(0, 40), elements, bytes }
    : undefined;
}

/**
 * What the index of a model's weight files says.
 *
 * @public
 */
export interface SafetensorsIndex {
  /** Sum over all files, in bytes. */
  readonly weightBytes: number;
  /** Parameters, where the index has them; a matrix that two parts share may be counted twice. */
  readonly parameters?: number;
  /** The files that hold the weights, in order. */
  readonly files: readonly string[];
}

/**
 * Reads `model.safetensors.index.json`, which lies beside weights that are spread over several files.
 *
 * @param options - `index` is its content, parsed or as text
 * @returns The sizes, or one issue with the code `not-an-index`
 * @public
 */
export function readSafetensorsIndex(options: {
  index: unknown;
}): Result<SafetensorsIndex> {
  const { index } = options;
  const parsed =
    typeof index === 'string'
      ? parseModelJson({ text: index })
      : success<unknown>(index);
  if (!parsed.ok) {
    return parsed;
  }
  const metadata = isRecord(parsed.value) ? parsed.value.metadata : undefined;
  const total = isRecord(metadata) ? Number(metadata.total_size) : NaN;
  if (!isRecord(parsed.value) || !Number.isSafeInteger(total) || total <= 0) {
    return failure(
      'not-an-index',
      'must be an index of weight files, with their size as metadata.total_size',
    );
  }
  const parameters = isRecord(metadata)
    ? Number(metadata.total_parameters ?? NaN)
    : NaN;
  const map = parsed.value.weight_map;
  const files = isRecord(map)
    ? [...new Set(Object.values(map).map(String))].sort()
    : [];
  return success({
    weightBytes: total,
    ...(Number.isSafeInteger(parameters) && parameters > 0
      ? { parameters }
      : {}),
    files,
  });
}
