/** An entry of the metadata: numbers are written as 32 bits, lists by what they hold. */
export type GgufEntry = readonly [
  key: string,
  value: string | number | readonly number[] | readonly string[],
];

/** Writes a GGUF file without its weights, for tests. */
export function ggufFile(options: {
  entries: readonly GgufEntry[];
  tensors: ReadonlyArray<{
    name: string;
    shape: readonly number[];
    type: number;
  }>;
}): Uint8Array {
  const { entries, tensors } = options;
  const bytes: number[] = [];
  const number = (value: number, length: number) => {
    for (let index = 0; index < length; index++) {
      bytes.push(Math.floor(value / 256 ** index) % 256);
    }
  };
  const text = (value: string) => {
    const encoded = new TextEncoder().encode(value);
    number(encoded.length, 8);
    bytes.push(...encoded);
  };
  bytes.push(...new TextEncoder().encode('GGUF'));
  number(3, 4);
  number(tensors.length, 8);
  number(entries.length, 8);
  for (const [key, value] of entries) {
    text(key);
    if (typeof value === 'string') {
      number(8, 4);
      text(value);
    } else if (typeof value === 'number') {
      number(4, 4);
      number(value, 4);
    } else {
      number(9, 4);
      number(typeof value[0] === 'string' ? 8 : 4, 4);
      number(value.length, 8);
      value.forEach(entry =>
        typeof entry === 'string' ? text(entry) : number(entry, 4),
      );
    }
  }
  for (const { name, shape, type } of tensors) {
    text(name);
    number(shape.length, 4);
    shape.forEach(side => number(side, 8));
    number(type, 4);
    number(0, 8);
  }
  return Uint8Array.from(bytes);
}
