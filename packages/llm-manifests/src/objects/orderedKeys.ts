/** What stands first in a manifest; everything else follows in the order of the alphabet. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** Up to so many keys, as most mappings have, putting each one in its place is faster than sorting them. */
const FEW = 16;

/** The keys of a mapping that hold a value, as they are printed. */
export function orderedKeys(map: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(map);
  if (keys.length > FEW) {
    return keys
      .filter(key => map[key] !== undefined)
      .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }
  let count = 0;
  for (const key of keys) {
    if (map[key] !== undefined) {
      let place = count;
      while (place > 0 && isBefore(key, keys[place - 1])) {
        keys[place] = keys[place - 1];
        place -= 1;
      }
      keys[place] = key;
      count += 1;
    }
  }
  keys.length = count;
  return keys;
}

function isBefore(a: string, b: string): boolean {
  const place = FIRST.indexOf(a);
  const other = FIRST.indexOf(b);
  return place < 0 && other < 0
    ? a < b
    : place >= 0 && (other < 0 || place < other);
}
