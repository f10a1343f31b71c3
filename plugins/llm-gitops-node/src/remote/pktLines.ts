/** Ends a part of a message; see gitprotocol-common(5). */
export const FLUSH = Buffer.from('0000');

/** A line as git's protocol frames it: its length in four hexadecimal digits, and the line. */
export function pktLine(text: string): Buffer {
  const line = Buffer.from(text);
  const length = (line.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), line]);
}

/** A line that was read; without content where it is a flush. */
export interface PktLine {
  content?: Buffer;
  /** Where the next line begins. */
  end: number;
}

/** Reads line by line; throws `Error` where the bytes are no lines, or end in the middle of one. */
export function* readPktLines(data: Buffer, start = 0): Generator<PktLine> {
  let position = start;
  while (position < data.length) {
    const digits = data.toString('latin1', position, position + 4);
    const length = /^[0-9a-f]{4}$/i.test(digits) ? parseInt(digits, 16) : NaN;
    const end = position + Math.max(length, 4);
    if (Number.isNaN(length) || end > data.length) {
      throw new Error('it does not speak the protocol of Git');
    }
    const content = length < 4 ? undefined : data.subarray(position + 4, end);
    position = end;
    yield { content, end };
  }
}

/** The text of a line without its end. */
export function textOf(line: Buffer): string {
  return line.toString('utf8').replace(/\n$/, '');
}
