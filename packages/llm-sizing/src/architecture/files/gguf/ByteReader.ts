/** Says that the bytes end before what was to be read. */
export class EndOfBytes extends Error {}

/** Longest text that is worth keeping. */
const LONGEST_TEXT = 1024;

/** Reads numbers and texts of a GGUF file one after the other, lowest byte first. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  static create(bytes: Uint8Array): ByteReader {
    return new ByteReader(bytes);
  }

  get position(): number {
    return this.#position;
  }

  /** @throws EndOfBytes, which the parser turns into an issue */
  skip(length: number): number {
    const start = this.#position;
    if (!(length >= 0) || length > this.#bytes.length - start) {
      throw new EndOfBytes();
    }
    this.#position += length;
    return start;
  }

  uint32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  /** A 64-bit number; Infinity where it is larger than what can be counted exactly. */
  uint64(): number {
    const value = Number(this.#view.getBigUint64(this.skip(8), true));
    return Number.isSafeInteger(value) ? value : Infinity;
  }

  text(): string {
    const length = this.uint64();
    const start = this.skip(length);
    return new TextDecoder().decode(
      this.#bytes.subarray(start, start + Math.min(length, LONGEST_TEXT)),
    );
  }

  /** A number or truth value of one of GGUF's types; undefined for another. */
  scalar(type: number): number | boolean | undefined {
    const view = this.#view;
    switch (type) {
      case 0:
        return view.getUint8(this.skip(1));
      case 1:
        return view.getInt8(this.skip(1));
      case 2:
        return view.getUint16(this.skip(2), true);
      case 3:
        return view.getInt16(this.skip(2), true);
      case 4:
        return this.uint32();
      case 5:
        return view.getInt32(this.skip(4), true);
      case 6:
        return view.getFloat32(this.skip(4), true);
      case 7:
        return view.getUint8(this.skip(1)) !== 0;
      case 10:
        return this.uint64();
      case 11:
        return Number(view.getBigInt64(this.skip(8), true));
      case 12:
        return view.getFloat64(this.skip(8), true);
      default:
        return undefined;
    }
  }
}

/** Bytes of a number of each type that is not a text or a list. */
export const SCALAR_BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
