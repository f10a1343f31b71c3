/** Where a value stands in another one: keys of mappings, and numbers in lists. */
export type Path = ReadonlyArray<string | number>;

/** Places of all values in a value, but not itself. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => {
        const at = [...path, Array.isArray(value) ? Number(key) : key];
        return [at, ...placesIn(item, at)];
      })
    : [];
}

/** The value at a place, or undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      typeof holder === 'object' &&
      holder !== null &&
      Object.hasOwn(holder, key)
        ? (holder as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

/** The value with another one at a place, whose holder must be there; with undefined, without the one at the place. */
export function withValueAt(
  value: unknown,
  [key, ...rest]: Path,
  other: unknown,
): unknown {
  if (key === undefined) {
    return other;
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      index === key ? withValueAt(item, rest, other) : item,
    );
    return items.filter(item => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  fields.set(String(key), withValueAt(fields.get(String(key)), rest, other));
  return Object.fromEntries(
    [...fields].filter(([, item]) => item !== undefined),
  );
}

/** The value with another key in a mapping. */
export function withKeyAt(value: unknown, path: Path, key: string): unknown {
  const holder = path.slice(0, -1);
  return withValueAt(
    value,
    holder,
    Object.fromEntries(
      Object.entries(valueAt(value, holder) ?? {}).map(([name, item]) => [
        name === path.at(-1) ? key : name,
        item,
      ]),
    ),
  );
}

/** The names in a path, without numbers in lists. */
export function fieldOf(path: Path): string {
  return path.filter(key => typeof key === 'string').join('.');
}
