/**
 * Compares two versions by their numbers: `1.9` is older than `1.34`. What stands after the numbers (`-rc.1`) does not
 * count, and a number that is missing is 0.
 *
 * @returns Below zero where `a` is older, above zero where it is newer, zero where they are equal
 * @public
 */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** The part of a version that decides which fields exist: `1.36.3` is of `1.36`. */
export function minorOf(version: string): string {
  const [major, minor] = numbersOf(version);
  return `${major ?? 0}.${minor ?? 0}`;
}

function numbersOf(version: string): number[] {
  const match = /^v?(\d+(?:\.\d+)*)/.exec(version);
  return match ? match[1].split('.').map(Number) : [];
}
