import { isExplained } from '../http/explainFailure';
import { InspectedFile } from '../ModelInspection';
import { digestFiles, HashedFile } from './digestFiles';
import { Gathering } from './Gathering';
import { limits } from './limits';

const AT_ONCE = 4;

/** Most bytes of files that are read only for their hash, together. */
const MOST_BYTES = 2 * limits.hashed;

/**
 * The digest over the files of a model. Hashes of weights are those that the source gives; small files without one are
 * read.
 *
 * @returns The digest, if every hash is to be had; otherwise a warning says why not
 */
export async function digestModel(options: {
  gathering: Gathering;
  files: readonly InspectedFile[];
}): Promise<string | undefined> {
  const { gathering, files } = options;
  const reason = await hashAll(gathering, files);
  if (reason !== undefined) {
    gathering.warn('digest', 'unknown-digest', `is unknown: ${reason}`);
    return undefined;
  }
  const hashed = files.flatMap<HashedFile>(({ path }) => {
    const sha256 = gathering.hashOf(path);
    return sha256 ? [{ path, sha256 }] : [];
  });
  return digestFiles(hashed);
}

/** Makes every hash known, or says why that is impossible. */
async function hashAll(
  gathering: Gathering,
  files: readonly InspectedFile[],
): Promise<string | undefined> {
  if (!gathering.source.complete) {
    return 'the source does not list the files of the model';
  }
  const weights = files.filter(({ role }) => role === 'weights');
  if (weights.length === 0) {
    return 'no weight files were found';
  }
  const bare = weights.find(({ path }) => !gathering.hashOf(path));
  if (bare) {
    return `the source gives no SHA-256 of ${bare.path}, and weights are not downloaded`;
  }
  const missing = files.filter(({ path }) => !gathering.hashOf(path));
  const bytes = missing.reduce((sum, { size = 0 }) => sum + size, 0);
  if (bytes > MOST_BYTES) {
    return `${missing.length} files without a SHA-256 are too large to read`;
  }
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    try {
      await Promise.all(
        missing
          .slice(start, start + AT_ONCE)
          .map(({ path }) => gathering.readText(path, limits.hashed)),
      );
    } catch (error) {
      if (!isExplained(error)) {
        throw error;
      }
      return error.message;
    }
  }
  return undefined;
}
