/** Whether an error carries one of these codes, as those of the file system and of isomorphic-git do. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  return typeof code === 'string' && codes.includes(code);
}
