/**
 * A short name for a value: eight digits that change with it (FNV-1a over its JSON). Names of objects whose fields
 * cannot be changed carry it, so that another value is another object. It protects from nobody.
 */
export function digestOf(value: unknown): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify(value) ?? '') {
    // The codes of one character at a time: all of them count.
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  // eslint-disable-next-line no-bitwise
  return (hash >>> 0).toString(16).padStart(8, '0');
}
