// Rules and selectors read entities that a schema has accepted, and yet must not fall over one that it has not: a form
// being filled in, a file of a newer version, another plugin's entity. Fields are read by `?.`, lists by these.

/** The value if it is a list, else an empty one. */
export function list<T>(value: readonly T[] | undefined): readonly T[];
export function list(value: unknown): readonly unknown[];
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects in a list with their places in it; what is no object is left out. */
export function records<T extends object>(
  value: readonly T[] | undefined,
): Array<{ item: T; index: number }> {
  return list(value)
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => isRecord(item));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts in a list with their places in it; what is no text is left out. */
export function texts(value: unknown): Array<{ item: string; index: number }> {
  return list(value).flatMap((item, index) =>
    typeof item === 'string' ? [{ item, index }] : [],
  );
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The entry of a table under a key that may be anything; inherited names such as `constructor` are no entries. */
export function lookup<K extends string, T>(
  table: Readonly<Record<K, T>>,
  key: K | undefined,
): T | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key)
    ? table[key]
    : undefined;
}
