/** Whether an error is one of the file system's with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  return typeof code === 'string' && codes.includes(code);
}
