/**
 * Accelerators and GPU memory arithmetic
 *
 * @packageDocumentation
 */
export type {
  Accelerator,
  DenseThroughput,
  KubernetesNames,
  PartitionProfile,
  PeerAccess,
} from './Accelerator';
export type {
  EngineKernel,
  EngineSupport,
  FormatSupport,
} from './EngineSupport';
export { accelerators, findAccelerator } from './accelerators';
export type {
  Architecture,
  LayerAttention,
  LayerGroup,
  ModelTower,
  StoredType,
  WeightFormat,
} from './architecture/Architecture';
export { readGguf } from './architecture/files/gguf/readGguf';
export {
  readSafetensorsHeader,
  readSafetensorsIndex,
} from './architecture/files/readSafetensors';
export type { SafetensorsIndex } from './architecture/files/readSafetensors';
export type { StoredWeights } from './architecture/files/StoredWeights';
export { readConfig } from './architecture/readConfig';
export { readModel } from './architecture/readModel';
export type { ModelFiles } from './architecture/readModel';
export { findPartitionLayoutProblems } from './partitionLayout';
export type { PartitionCount, PartitionLayoutProblem } from './partitionLayout';
export { partitionResourceName } from './partitionResourceName';
export { partitionOf, shareOf, wholeDevice } from './sizing/Device';
export type { Device } from './sizing/Device';
export { kvCacheFormats } from './sizing/EngineOptions';
export type {
  EngineOptions,
  KvCacheFormat,
  Parallelism,
} from './sizing/EngineOptions';
export { estimateKvCache } from './sizing/estimateKvCache';
export type { KvCacheEstimate } from './sizing/estimateKvCache';
export type { MemoryAddend, MemoryEstimate } from './sizing/memory';
export { findParallelismProblem } from './sizing/parallelism';
export type { ParallelismProblem } from './sizing/parallelism';
export type { Range } from './sizing/Range';
export { sizeModel } from './sizing/sizeModel';
export type { Sizing } from './sizing/sizeModel';
export type { ThroughputEstimate } from './sizing/throughput';
export { estimateWeights } from './sizing/weights';
export type { WeightEstimate } from './sizing/weights';
export type { Workload } from './sizing/Workload';
export { applyAlternative } from './verdict/applyAlternative';
export { assess } from './verdict/assess';
export type {
  Alternative,
  Assessment,
  GroupVerdict,
  OverrideState,
  Placement,
  PlacementCost,
  PlacementSizing,
  PolicyVerdict,
  ProviderVerdict,
  Verdict,
} from './verdict/Assessment';
export type {
  AssessedBudget,
  AssessedDevices,
  AssessedModel,
  AssessedPolicy,
  AssessedPool,
  AssessedProvider,
  AssessedVersion,
  AssessOptions,
  BaseDeployment,
  DeviceUsage,
  Lifecycle,
  ServingIntent,
} from './verdict/AssessOptions';
export { assessProviders } from './verdict/providers';
export { reasonEffects } from './verdict/reasonCodes';
export type { Reason, ReasonCode, ReasonEffect } from './verdict/reasonCodes';
export { assessStanding } from './verdict/standing';
