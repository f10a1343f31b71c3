export { findChangeEntities } from './findChangeEntities';
export { findChangeOwners, type ChangeOwners } from './findChangeOwners';
export type { TouchedIntentText } from './readTouchedIntents';
export { readableTexts, type ReadableTexts } from './readableTexts';
