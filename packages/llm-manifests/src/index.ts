/**
 * Intents, Kubernetes manifests and their validation
 *
 * @packageDocumentation
 */
export { families, findFamily } from './families';
export {
  answeringBackend,
  routeDestinations,
} from './families/ai-gateway-route/destinations';
export type { RouteDestination } from './families/ai-gateway-route/destinations';
export { deviceSharingInput } from './families/device-sharing/input';
export type { DeviceSharingFields } from './families/device-sharing/input';
export type {
  Family,
  FamilyExample,
  NameClaim,
  ServingTarget,
} from './families/Family';
export { gpuQuotaInput } from './families/gpu-quota/input';
export type { GpuQuotaFields } from './families/gpu-quota/input';
export { claimedNames, findClaimed } from './intent/claimedNames';
export type { TakenName } from './intent/claimedNames';
export { describeDeployment } from './intent/describeDeployment';
export type { DeploymentDescription } from './intent/describeDeployment';
export { findDrift } from './intent/findDrift';
export type { Drift, DriftedFile } from './intent/findDrift';
export { intentSchema, RENDERER_VERSION } from './intent/Intent';
export type { Intent } from './intent/Intent';
export { patchIntent } from './intent/patchIntent';
export type { IntentPatch } from './intent/patchIntent';
export { placedEngineFields } from './intent/patchServing';
export type { PlannedServing, UnreadFields } from './intent/patchServing';
export { parseIntent, printIntent, readIntent } from './intent/readIntent';
export { renderFiles, renderIntent } from './intent/renderIntent';
export type { RenderedPart } from './intent/renderIntent';
export { engineSchema, sourceSchema } from './serving/engine';
export type { EngineInput, SourceInput } from './serving/engine';
export type { PlacedDevices } from './serving/planDevices';
export { planServing, toEngineOptions } from './serving/planServing';
export type { EngineSettings, ServingPlan } from './serving/planServing';
export { placementSchema } from './serving/placement';
export {
  deploymentSubjectSchema,
  poolSubjectSchema,
  subjectSchema,
} from './intent/subject';
export type { DeploymentSubject, PoolSubject, Subject } from './intent/subject';
export type { JsonValue, KubernetesObject } from './objects/KubernetesObject';
export { printObjects } from './objects/printObjects';
export { platformComponents, platformSchema } from './platform/Platform';
export type {
  Platform,
  PlatformComponent,
  PlatformInput,
} from './platform/Platform';
export { verifiedVersions } from './platform/requirements';
export type { PlatformRequirement } from './platform/requirements';
export { compareVersions } from './platform/versions';
export type {
  DeploymentPhase,
  DeploymentStatus,
  StatusCondition,
} from './status/DeploymentStatus';
export { createSchemaSet } from './validation/createSchemaSet';
export type { SchemaSet } from './validation/createSchemaSet';
export type {
  KindSchema,
  KnownKind,
  SchemaSource,
} from './validation/schema/SchemaSource';
export type { RuleResult } from './validation/structure/Walk';
export { validateObject } from './validation/validateObject';
export type { ObjectValidation } from './validation/validateObject';
export type { ValidationIssue } from './validation/ValidationIssue';
export { modernise } from './modernise/modernise';
export type {
  ModernisationEffect,
  ModernisationFinding,
} from './modernise/ModernisationFinding';
export type { ModernisationTarget } from './modernise/ModernisationTarget';
