/** The name of the files that hold entities, in whatever folder they lie. */
export const CATALOG_FILE_NAME = 'catalog-info.yaml';

const NEAR_MISS = /^catalog[-_. ]?info\.ya?ml$/i;

/**
 * Whether a path of the GitOps tree is that of a file with entities.
 *
 * @public
 */
export function isCatalogFile(path: string): boolean {
  return nameOf(path) === CATALOG_FILE_NAME;
}

/** Whether a path looks like that of a file with entities, but is none: `catalog-info.yml`. */
export function isMisnamedCatalogFile(path: string): boolean {
  return !isCatalogFile(path) && NEAR_MISS.test(nameOf(path));
}

/** Whether a path says that the catalog is concerned, rightly named or not. */
export function concernsCatalog(path: string): boolean {
  return isCatalogFile(path) || isMisnamedCatalogFile(path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
