/** Lets what waits for the event loop have it: statements of SQLite run on it. */
export function letOthersRun(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
