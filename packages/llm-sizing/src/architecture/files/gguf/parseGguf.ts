import { failure, Result, success } from '@modelyard/llm-units';
import { StoredType } from '../../Architecture';
import { ByteReader, EndOfBytes, SCALAR_BYTES } from './ByteReader';
import { tensorTypes } from './tensorTypes';

/** A list of the metadata. Of long ones, and of those that hold no numbers, only the length is kept. */
export interface GgufList {
  readonly length: number;
  readonly values?: ReadonlyArray<number | boolean>;
}

export type GgufValue = string | number | boolean | GgufList;

/** A matrix or vector. */
export interface GgufTensor extends StoredType {
  readonly name: string;
  readonly shape: readonly number[];
}

/** What the beginning of a GGUF file says. */
export interface GgufFile {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
}

const MAGIC = 0x46554747;
const TEXT = 8;
const LIST = 9;
/** Longer than a list with an entry for each layer; vocabularies are longer, and nobody needs them here. */
const LONGEST_LIST = 4096;
const MOST_DIMENSIONS = 8;
const DEEPEST_LIST = 4;

/** Something that is not as the format has it. */
class Malformed extends Error {}

/**
 * Reads metadata and the list of matrices, which stand before all weights (gguf specification, versions 2 and 3; version 1
 * has 32-bit lengths and is long gone).
 *
 * @returns What they say, or one issue: `truncated` where the beginning is too short, `not-gguf` for anything else
 */
export function parseGguf(bytes: Uint8Array): Result<GgufFile> {
  const reader = ByteReader.create(bytes);
  try {
    return success(parse(reader));
  } catch (error) {
    if (error instanceof EndOfBytes) {
      return failure(
        'truncated',
        `must have all metadata and the list of weights, but its ${bytes.length} bytes end before (more of the file is needed, at most some tens of MB)`,
      );
    }
    return failure(
      'not-gguf',
      `is not a GGUF file that this reader knows: ${
        error instanceof Malformed ? error.message : 'it is malformed'
      }`,
    );
  }
}

function parse(reader: ByteReader): GgufFile {
  if (reader.uint32() !== MAGIC) {
    throw new Malformed('it does not begin with GGUF');
  }
  const version = reader.uint32();
  if (version !== 2 && version !== 3) {
    throw new Malformed(
      `its version is ${version}, or its numbers are in another order of bytes`,
    );
  }
  const tensorCount = reader.uint64();
  const entryCount = reader.uint64();

  // Each entry takes bytes, so that wrong counts end with the bytes.
  const metadata = new Map<string, GgufValue>();
  for (let index = 0; index < entryCount; index++) {
    const key = reader.text();
    metadata.set(key, readValue(reader, reader.uint32(), 0));
  }
  const tensors: GgufTensor[] = [];
  for (let index = 0; index < tensorCount; index++) {
    tensors.push(readTensor(reader));
  }
  return { metadata, tensors };
}

function readValue(reader: ByteReader, type: number, depth: number): GgufValue {
  if (type === TEXT) {
    return reader.text();
  }
  if (type === LIST) {
    return readList(reader, depth);
  }
  const value = reader.scalar(type);
  if (value === undefined) {
    throw new Malformed(`it has a value of the unknown type ${type}`);
  }
  return value;
}

function readList(reader: ByteReader, depth: number): GgufList {
  const type = reader.uint32();
  const length = reader.uint64();
  if (depth >= DEEPEST_LIST) {
    throw new Malformed('it has lists in lists in lists');
  }
  const bytes = SCALAR_BYTES[type];
  if (bytes === undefined) {
    for (let index = 0; index < length; index++) {
      if (type === TEXT) {
        reader.skip(reader.uint64());
      } else {
        readValue(reader, type, depth + 1);
      }
    }
    return { length };
  }
  if (length > LONGEST_LIST) {
    reader.skip(length * bytes);
    return { length };
  }
  const values: Array<number | boolean> = [];
  for (let index = 0; index < length; index++) {
    values.push(reader.scalar(type) ?? 0);
  }
  return { length, values };
}

function readTensor(reader: ByteReader): GgufTensor {
  const name = reader.text();
  const dimensions = reader.uint32();
  if (dimensions > MOST_DIMENSIONS) {
    throw new Malformed(`"${name.slice(0, 80)}" has ${dimensions} dimensions`);
  }
  const shape: number[] = [];
  for (let index = 0; index < dimensions; index++) {
    shape.push(reader.uint64());
  }
  const number = reader.uint32();
  // Where its weights stand does not matter here.
  reader.uint64();
  const elements = shape.reduce((size, side) => size * side, 1);
  if (!Number.isSafeInteger(elements)) {
    throw new Malformed(`"${name.slice(0, 80)}" has no size`);
  }
  if (!Object.hasOwn(tensorTypes, number)) {
    throw new Malformed(
      `"${name.slice(0, 80)}" has the unknown number type ${number}`,
    );
  }
  const type = tensorTypes[number];
  return {
    name,
    shape,
    type: type.name,
    elements,
    bytes: Math.ceil(elements / type.block) * type.bytes,
  };
}
