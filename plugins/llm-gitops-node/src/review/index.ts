export { findChangeEntities } from './findChangeEntities';
export { findChangeOwners } from './findChangeOwners';
export { readableTexts, type ReadableTexts } from './readableTexts';
