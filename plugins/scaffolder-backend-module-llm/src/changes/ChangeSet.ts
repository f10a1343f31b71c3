import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import { digestOf, WrittenFile } from './writeChanges';

/** The folder that belongs to people: nothing of the portal is written there. */
const OVERLAYS = /(^|\/)overlays\//;

/** What a run commits. */
export interface ChangeSet {
  /** Sorted by path, each once. */
  files: Array<{ path: string; content: Buffer; from?: string | null }>;
  /** Files that are to be gone, sorted, each once. */
  removed: string[];
  /** The same for the same paths and contents, whatever the repository holds. */
  digest: string;
}

/** The files as the earlier steps left them; what is something else by now is committed by nobody. */
export async function readChangeSet(options: {
  workspacePath: string;
  changes: readonly WrittenFile[];
  remove: readonly string[];
}): Promise<ChangeSet> {
  const { workspacePath, changes, remove } = options;
  const forbidden = [...changes.map(({ path }) => path), ...remove].find(path =>
    OVERLAYS.test(path),
  );
  if (forbidden) {
    throw new InputError(
      `${forbidden} lies in a folder of overlays, which belongs to people: the portal writes nothing there`,
    );
  }
  // What a later step has written of a file counts.
  const latest = new Map(changes.map(change => [change.path, change]));
  const contents = new Map<string, Buffer>();
  for (const change of latest.values()) {
    contents.set(change.path, await readWritten(workspacePath, change));
  }
  const removed = [...new Set(remove)].sort();
  const both = removed.find(path => contents.has(path));
  if (both) {
    throw new InputError(`${both} is to be written and to be removed`);
  }
  // What the first step has begun with counts.
  const origins = new Map(
    [...changes].reverse().map(({ path, from }) => [path, from]),
  );
  const files = [...contents]
    .map(([path, content]) => ({ path, content, from: origins.get(path) }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  return { files, removed, digest: digestOfAll(files, removed) };
}

async function readWritten(
  workspacePath: string,
  { path, digest }: WrittenFile,
): Promise<Buffer> {
  const content = await readFile(
    resolveSafeChildPath(workspacePath, path),
  ).catch(error => {
    throw new ConflictError(
      `${path} is not in the workspace any more: run the template again`,
      error,
    );
  });
  if (digestOf(content) !== digest) {
    throw new ConflictError(
      `${path} is not what an earlier step has written: it was changed since`,
    );
  }
  return content;
}

function digestOfAll(
  files: ChangeSet['files'],
  removed: readonly string[],
): string {
  const written = files.map(({ path, content }) => [path, digestOf(content)]);
  return digestOf(JSON.stringify({ written, removed }));
}
