export { fetchEntities } from './fetchEntities';
export type { FetchedEntities } from './fetchEntities';
export { fullRef } from './fullRef';
export { MAX_ENTITIES, readEntities } from './readEntities';
export { relatedRefs } from './relatedRefs';
export { titleOf } from './titleOf';
export { useHiddenRefs } from './useHiddenRefs';
