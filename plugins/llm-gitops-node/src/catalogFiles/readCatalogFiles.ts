import { combineCatalogFiles } from './combineCatalogFiles';
import {
  CatalogFile,
  CatalogFilesResult,
  readCatalogFile,
} from './readCatalogFile';

/**
 * Reads the entities out of catalog files. A pure function: the same files give the same result, in the order of their
 * paths.
 *
 * Taken are `Model` and `GpuPool` of our own `apiVersion`, and the kinds that are named. Everything else is rejected
 * with a reason and, where it can be told, a line: foreign kinds, YAML that does not parse or unfolds to too much, files
 * that are too large, entities without a valid name, and an entity that an earlier path already holds. A rejected
 * document does not take the others of its file with it. Entities get both `managed-by` annotations, and lose what only
 * the catalog may say about them (`relations`, `status`, `metadata.uid`, `metadata.etag`).
 *
 * @public
 */
export function readCatalogFiles(
  files: readonly CatalogFile[],
  options: { kinds: readonly string[] },
): CatalogFilesResult {
  return combineCatalogFiles(
    files.map(file => readCatalogFile(file, options.kinds)),
  );
}
