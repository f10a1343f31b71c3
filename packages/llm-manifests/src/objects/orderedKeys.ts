/** What stands first in a manifest; everything else follows in the order of the alphabet. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** The keys of a mapping that hold a value, as they are printed. */
export function orderedKeys(map: Readonly<Record<string, unknown>>): string[] {
  const first: string[] = [];
  const others: string[] = [];
  for (const key of Object.keys(map)) {
    if (map[key] !== undefined) {
      (FIRST.includes(key) ? first : others).push(key);
    }
  }
  others.sort();
  return first.length === 0
    ? others
    : [...FIRST.filter(key => first.includes(key)), ...others];
}
