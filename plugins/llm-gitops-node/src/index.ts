/**
 * The GitOps repository behind one interface
 *
 * @packageDocumentation
 */
export * from './bareFolder';
export * from './catalogFiles';
export * from './config';
export { blobOf } from './objects/blobOf';
export * from './remote';
export * from './rendered';
export * from './repository';
export * from './review';
export * from './seed';
