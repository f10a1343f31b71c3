import { isRecord, type RawSchema } from '../../schema/rawSchema';

/** A mapping of which nothing is known. */
export type Fields = RawSchema;

/** The value at the end of a way through mappings; `undefined` where the way ends before. */
export function get(value: unknown, ...way: readonly string[]): unknown {
  let here = value;
  for (const step of way) {
    here = isRecord(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** The mapping at the end of a way, or an empty one. */
export function fields(value: unknown, ...way: readonly string[]): Fields {
  const found = get(value, ...way);
  return isRecord(found) ? found : {};
}

/** The text at the end of a way. */
export function text(
  value: unknown,
  ...way: readonly string[]
): string | undefined {
  const found = get(value, ...way);
  return typeof found === 'string' ? found : undefined;
}

/** The number at the end of a way. */
export function number(
  value: unknown,
  ...way: readonly string[]
): number | undefined {
  const found = get(value, ...way);
  return typeof found === 'number' ? found : undefined;
}

/** Whether there is something at the end of a way. */
export function has(value: unknown, ...way: readonly string[]): boolean {
  const found = get(value, ...way);
  return found !== undefined && found !== null;
}

/** The mappings in a list at the end of a way, each with its path. */
export function items(
  value: unknown,
  path: string,
  ...way: readonly string[]
): { item: Fields; path: string; index: number }[] {
  const found = get(value, ...way);
  const at = [path, ...way].filter(step => step !== '').join('.');
  return Array.isArray(found)
    ? found.flatMap((item: unknown, index) =>
        isRecord(item) ? [{ item, path: `${at}[${index}]`, index }] : [],
      )
    : [];
}

/** The texts in a list at the end of a way. */
export function texts(value: unknown, ...way: readonly string[]): string[] {
  const found = get(value, ...way);
  return Array.isArray(found)
    ? found.filter(item => typeof item === 'string')
    : [];
}

/** Values that are there more than once, each with the places after the first. */
export function repeated<T>(
  list: readonly T[],
  keyOf: (item: T) => string | undefined,
): { item: T; key: string }[] {
  const seen = new Set<string>();
  return list.flatMap(item => {
    const key = keyOf(item);
    if (key === undefined || !seen.has(key)) {
      if (key !== undefined) {
        seen.add(key);
      }
      return [];
    }
    return [{ item, key }];
  });
}
