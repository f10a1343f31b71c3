/**
 * Model and GpuPool catalog kinds, their rules, relations, annotations and permissions
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './kinds';
export * from './relations';
export * from './permissions';
export * from './client';
export * from './findings/entityWarnings';
export { relationsOf } from './references/relationsOf';
export type { EntityRelationTarget } from './references/relationsOf';
