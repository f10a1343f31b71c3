export * from './AuthorizedDriftService';
export * from './DefaultDriftService';
export * from './DriftService';
