import { Malformed } from './Malformed';

/** Kinds of fields in the encoding of Protocol Buffers. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
const FIXED32 = 5;

const TWO_32 = 4_294_967_296;

/**
 * Reads the encoding of Protocol Buffers field by field, in place. What is not asked for is skipped and never becomes a
 * value.
 */
export class WireReader {
  /** Number of the field that was read last. */
  field = 0;
  /** Kind of the field that was read last. */
  wireType = 0;
  private position: number;
  private readonly end: number;

  constructor(
    private readonly buffer: Buffer,
    private readonly start = 0,
    end = buffer.length,
  ) {
    this.position = start;
    this.end = end;
  }

  /** The same message from its beginning. */
  again(): WireReader {
    return new WireReader(this.buffer, this.start, this.end);
  }

  /** Goes on to the next field. @returns Whether there is one */
  next(): boolean {
    if (this.position >= this.end) {
      return false;
    }
    const tag = this.varint32();
    this.field = tag >>> 3;
    this.wireType = tag & 7;
    if (this.field === 0) {
      throw new Malformed('is not in the encoding of Protocol Buffers');
    }
    return true;
  }

  /** Whether the field has this number and kind. A known number of another kind is skipped like an unknown one. */
  is(field: number, wireType: number): boolean {
    return this.field === field && this.wireType === wireType;
  }

  skip(): void {
    switch (this.wireType) {
      case VARINT:
        this.skipVarint();
        break;
      case FIXED64:
        this.advance(8);
        break;
      case BYTES:
        this.advance(this.varint32());
        break;
      case FIXED32:
        this.advance(4);
        break;
      default:
        throw new Malformed('has a field of a kind that is not in use');
    }
  }

  /** A message inside of this one, read in place. */
  message(): WireReader {
    const length = this.varint32();
    const start = this.advance(length);
    return new WireReader(this.buffer, start, start + length);
  }

  /** How many bytes the field has, without going on. */
  size(): number {
    const { position } = this;
    const length = this.varint32();
    this.position = position;
    return length;
  }

  /** A text. Bytes that are none become replacement characters. */
  text(): string {
    const length = this.varint32();
    const start = this.advance(length);
    return this.buffer.toString('utf8', start, start + length);
  }

  /** The name of an attribute, each byte as a character: names that are looked for are ASCII. */
  name(): string {
    const length = this.varint32();
    const start = this.advance(length);
    return this.buffer.toString('latin1', start, start + length);
  }

  /** Bytes in lower-case hexadecimal digits; empty where they are not so many, or all zero. */
  id(bytes: number): string {
    const length = this.varint32();
    const start = this.advance(length);
    if (length !== bytes) {
      return '';
    }
    const id = this.buffer.toString('hex', start, start + length);
    return /[^0]/.test(id) ? id : '';
  }

  base64(): string {
    const length = this.varint32();
    const start = this.advance(length);
    return this.buffer.toString('base64', start, start + length);
  }

  bool(): boolean {
    return this.signed() !== 0;
  }

  /** A signed whole number. Beyond 2^53 it is rounded. */
  signed(): number {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      const bits = byte & 0x7f;
      if (shift < 28) {
        low |= bits << shift;
      } else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else {
        high |= bits << (shift - 32);
      }
      if (byte < 0x80) {
        return (high | 0) * TWO_32 + (low >>> 0);
      }
    }
    throw new Malformed('has a number that does not end');
  }

  /** A signed whole number of the kind that is folded into positive ones. */
  zigzag(): number {
    const value = this.varint32();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A whole number of 8 bytes. Beyond 2^53 it is rounded. */
  fixed64(): number {
    const start = this.advance(8);
    return (
      this.buffer.readUInt32LE(start + 4) * TWO_32 +
      this.buffer.readUInt32LE(start)
    );
  }

  /** A signed whole number of 8 bytes. Beyond 2^53 it is rounded. */
  sfixed64(): number {
    const start = this.advance(8);
    return (
      this.buffer.readInt32LE(start + 4) * TWO_32 +
      this.buffer.readUInt32LE(start)
    );
  }

  double(): number {
    return this.buffer.readDoubleLE(this.advance(8));
  }

  /** Values of a repeated field, packed or, of old writers, one by one. */
  packed(read: (values: WireReader) => number, wireType: number): number[] {
    if (this.wireType === wireType) {
      return [read(this)];
    }
    const values: number[] = [];
    const inner = this.message();
    while (inner.position < inner.end) {
      values.push(read(inner));
    }
    return values;
  }

  private byte(): number {
    if (this.position >= this.end) {
      throw new Malformed('ends in the middle of a field');
    }
    return this.buffer[this.position++];
  }

  /** A tag or a length. Neither is as large as 2^32. */
  private varint32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value >>> 0;
      }
    }
    throw new Malformed('has a length or a number that is too large');
  }

  private skipVarint(): void {
    for (let bytes = 0; bytes < 10; bytes++) {
      if (this.byte() < 0x80) {
        return;
      }
    }
    throw new Malformed('has a number that does not end');
  }

  /** @returns Where the bytes that were passed begin */
  private advance(length: number): number {
    const start = this.position;
    if (length > this.end - start) {
      throw new Malformed('ends in the middle of a field');
    }
    this.position = start + length;
    return start;
  }
}
