/**
 * Model and GpuPool catalog kinds, their rules, relations, annotations and permissions
 *
 * @packageDocumentation
 */
export * from './access';
export { assessAiSystem } from './aiSystem/assessAiSystem';
export { readAiSystem } from './aiSystem/readAiSystem';
export type { AiSystem } from './aiSystem/readAiSystem';
export { aiActRoles, aiRiskClasses } from './aiSystem/riskClasses';
export type { AiActRole, AiRiskClass } from './aiSystem/riskClasses';
export { validateAiSystem } from './aiSystem/validateAiSystem';
export * from './annotations';
export * from './client';
export * from './findings/entityWarnings';
export * from './kinds';
export { engineTask } from './mapping/engineTask';
export {
  readArchitecture,
  writeArchitecture,
} from './mapping/readArchitecture';
export { poolNameInCluster, poolQueueNames } from './mapping/poolObjects';
export {
  toAssessedModel,
  toAssessedPool,
  toBaseDeployment,
  toAssessedProvider,
} from './mapping/toAssessed';
export { toDeviceSharing } from './mapping/toDeviceSharing';
export type { PoolSharing, UnrenderedDevices } from './mapping/toDeviceSharing';
export { toGpuQuota } from './mapping/toGpuQuota';
export { toQueue } from './mapping/toQueue';
export type { PoolQueue } from './mapping/toQueue';
export type { QuotaEnforcement, QuotaOptions } from './mapping/quotaFlavors';
export type { ModelSetIssue } from './modelSet/findAliasCollisions';
export { validateModelSet } from './modelSet/validateModelSet';
export * from './permissions';
export { isHostOfProvider } from './provider/isHostOfProvider';
export {
  LINK_TYPE_CONTRACT,
  readLlmProvider,
} from './provider/readLlmProvider';
export type { LlmProvider } from './provider/readLlmProvider';
export { relationsOf } from './references/relationsOf';
export type { EntityRelationTarget } from './references/relationsOf';
export * from './relations';
export { ruleCodes, validationRules } from './rules/ruleCodes';
export type { ValidationRule } from './rules/ruleCodes';
export * from './toolLinks';
