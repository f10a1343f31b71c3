export * from './AuthorizedModelsService';
export * from './DefaultModelsService';
export * from './LimitedModelsService';
export * from './ModelsService';
