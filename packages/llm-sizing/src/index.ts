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
export { findPartitionLayoutProblems } from './partitionLayout';
export type { PartitionCount, PartitionLayoutProblem } from './partitionLayout';
export { partitionResourceName } from './partitionResourceName';
