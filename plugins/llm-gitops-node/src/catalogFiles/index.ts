export { gitOpsEntitiesQuery } from './gitOpsEntitiesQuery';
export type {
  CatalogFile,
  CatalogFileEntity,
  CatalogFileRejection,
  CatalogFilesResult,
  RejectedCatalogFile,
} from './readCatalogFile';
export { isCatalogFile, readCatalogFiles } from './readCatalogFiles';
export { GITOPS_LOCATION_TYPE } from './withManagedBy';
export { GitOpsCatalogReader, type GitOpsCatalog } from './GitOpsCatalogReader';
