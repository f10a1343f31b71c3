export { findChangeEntities } from './findChangeEntities';
export { findChangeOwners, type ChangeOwners } from './findChangeOwners';
export { readableTexts, type ReadableTexts } from './readableTexts';
