import { ConflictError } from '@backstage/errors';
import type { GitObjects } from './GitObjects';
import { mergeCatalogBlobs } from './mergeCatalogBlobs';
import { findEntry, isRegularFile } from './readTrees';
import type { BlobChanges } from './writeTrees';

/** Ids of the contents that new ones were made from, by path; null where there was no file. */
export type BlobOrigins = ReadonlyMap<string, string | null>;

/**
 * The contents to write on top of a tree, so that what others have changed since these were made is not undone: catalog files
 * are put together, and anything else is a ConflictError.
 */
export async function withWhatOthersChanged(options: {
  objects: GitObjects;
  root: string | undefined;
  changes: BlobChanges;
  origins: BlobOrigins;
}): Promise<BlobChanges> {
  const { objects, root, changes, origins } = options;
  const result = new Map(changes);
  for (const [path, origin] of origins) {
    const wanted = changes.get(path);
    const entry = root && (await findEntry(objects, root, path));
    const present = entry && isRegularFile(entry) ? entry.oid : undefined;
    if (present !== (origin ?? undefined) && present !== wanted) {
      const merged =
        origin && present && wanted
          ? await mergeCatalogBlobs(objects, path, {
              base: origin,
              main: present,
              proposal: wanted,
            })
          : undefined;
      if (merged === undefined) {
        throw new ConflictError(
          `${path} was ${
            present ? 'changed' : 'removed'
          } by somebody else meanwhile; nothing was committed, make the change again`,
        );
      }
      result.set(path, await objects.writeBlob(Buffer.from(merged)));
    }
  }
  return result;
}
