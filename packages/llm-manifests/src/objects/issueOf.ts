import { Issue } from '@modelyard/llm-units';

/** An error at a place of an input. */
export function errorAt(path: string, code: string, message: string): Issue {
  return { path, code, message, severity: 'error' };
}

/** A warning at a place of an input: it is rendered, and shown. */
export function warningAt(path: string, code: string, message: string): Issue {
  return { path, code, message, severity: 'warning' };
}

/** An error for each item that has the same key as an earlier one. */
export function findRepeated<T>(options: {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Place of the key of an item. */
  pathOf: (index: number) => string;
  code: string;
}): Issue[] {
  const { items, keyOf, pathOf, code } = options;
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      return [];
    }
    return [
      errorAt(
        pathOf(index),
        code,
        `must be unique, but "${key}" stands at ${pathOf(first)} already`,
      ),
    ];
  });
}
