/**
 * Accelerators and GPU memory arithmetic
 *
 * @packageDocumentation
 */
export type { Accelerator, PartitionProfile } from './Accelerator';
export { accelerators, findAccelerator } from './accelerators';
export { findPartitionLayoutProblems } from './partitionLayout';
export type { PartitionCount, PartitionLayoutProblem } from './partitionLayout';
