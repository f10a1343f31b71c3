/**
 * The GitOps repository behind one interface
 *
 * @packageDocumentation
 */
export * from './bareFolder';
export * from './config';
export * from './repository';
