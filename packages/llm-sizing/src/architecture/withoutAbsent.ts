/** The same object without fields that are undefined: what is absent is not known. */
export function withoutAbsent<T extends object>(value: T): T {
  const copy = { ...value };
  for (const [name, entry] of Object.entries(copy)) {
    if (entry === undefined) {
      Reflect.deleteProperty(copy, name);
    }
  }
  return copy;
}
