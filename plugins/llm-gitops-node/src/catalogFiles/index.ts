export { gitOpsEntitiesQuery } from './gitOpsEntitiesQuery';
export type {
  CatalogFile,
  CatalogFileEntity,
  CatalogFileRejection,
  CatalogFilesResult,
  RejectedCatalogFile,
} from './readCatalogFile';
export { isCatalogFile } from './fileNames';
export { readCatalogFiles } from './readCatalogFiles';
export { GITOPS_LOCATION_TYPE } from './withManagedBy';
export type { CatalogFileField } from './FieldLines';
export { findFieldLine } from './findFieldLine';
export { GitOpsCatalogReader, type GitOpsCatalog } from './GitOpsCatalogReader';
