/** Names the source that an engine is for a profile; what the profile only comes near is a source of its own. */
export function sourceOf(
  engine: string,
  profile: string,
  kind: 'exact' | 'approximate' = 'exact',
): string {
  const source = `${engine}/${profile}`;
  return kind === 'exact' ? source : `${source} (approximate)`;
}
