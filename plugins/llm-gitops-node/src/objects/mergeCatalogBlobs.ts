import { isCatalogFile } from '../catalogFiles/fileNames';
import { readableTexts } from '../review/readableTexts';
import type { GitObjects } from './GitObjects';
import { mergeCatalogTexts, Sides } from './mergeCatalogTexts';

/** As {@link mergeCatalogTexts}, for contents by their ids. Undefined for what is no catalog file, or no text, as well. */
export async function mergeCatalogBlobs(
  objects: Pick<GitObjects, 'readBlob'>,
  path: string,
  blobs: Sides<string>,
): Promise<string | undefined> {
  if (!isCatalogFile(path)) {
    return undefined;
  }
  const [base, main, proposal] = await Promise.all(
    [blobs.base, blobs.main, blobs.proposal].map(
      async oid => readableTexts({ after: await objects.readBlob(oid) }).after,
    ),
  );
  return base !== undefined && main !== undefined && proposal !== undefined
    ? mergeCatalogTexts({ base, main, proposal })
    : undefined;
}
