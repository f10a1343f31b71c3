export * from './AuthorizedChangesService';
export * from './ChangesService';
export * from './DefaultChangesService';
export * from './VisibleChangesService';
