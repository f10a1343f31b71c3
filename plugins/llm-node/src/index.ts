/**
 * What backend parts of the llm plugin share: the compiled kinds, roles and
 * permission helpers for policy authors, and where modules add sources of
 * measures.
 *
 * @packageDocumentation
 */

export { llmChangeCheckSchema } from './changes/changeCheckSchema';
export {
  readPortalChecks,
  withoutPortalChecks,
  withPortalChecks,
} from './changes/portalChecks';
export { readPortalUsers, withPortalUser } from './changes/portalUser';
export * from './decideLlmPermission';
export * from './entityRules/rules';
export type {
  DryRunReport,
  DryRunResult,
  ManifestDryRun,
} from './dryRun/ManifestDryRun';
export { PortalDryRun } from './dryRun/PortalDryRun';
export {
  updateEntityFile,
  type EntityUpdate,
  type UpdatedEntityFile,
} from './entityFile/updateEntityFile';
export {
  readConnectionFailure,
  type ConnectionFailure,
} from './http/connectionFailure';
export { createSchemaCheck, type SchemaCheck } from './kinds/createSchemaCheck';
export { LlmEntityErrors } from './kinds/LlmEntityErrors';
export {
  checkLlmApiGroup,
  createLlmKinds,
  type LlmKind,
} from './kinds/llmKinds';
export { loadSchemas } from './manifests/loadSchemas';
export {
  readManifestsConfig,
  type ManifestsConfig,
} from './manifests/readManifestsConfig';
export {
  findNamespaceObstacle,
  type NamespaceRule,
  type TargetRules,
} from './manifests/targetRules';
export * from './measureSources';
export * from './modelSource';
export {
  findIntentOwners,
  type TouchedIntent,
} from './review/findIntentOwners';
export * from './roles';
export * from './usage';
export {
  findHiddenEntities,
  type EntityLookup,
} from './visibility/findHiddenEntities';
