export * from './AuthorizedUsageService';
export * from './DefaultUsageService';
export * from './UsageService';
export * from './VisibleModels';
