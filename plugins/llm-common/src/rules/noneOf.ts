/** Says of a name that it is none of those that there are; what has no name is no choice. */
export function noneOf(
  name: string,
  names: Iterable<string | undefined>,
): string {
  const known = [...names].filter(Boolean).join(', ');
  return `"${name}" is none; there ${known ? `are ${known}` : 'is none'}`;
}
