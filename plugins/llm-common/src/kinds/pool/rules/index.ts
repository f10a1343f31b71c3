import { rule as acceleratorKnown } from './accelerator-known';
import { rule as allocationType } from './allocation-type';
import { rule as currency } from './currency';
import { rule as dates } from './dates';
import { rule as deviceNameUnique } from './device-name-unique';
import { GpuPoolRule } from './GpuPoolRule';
import { rule as partitionCount } from './partition-count';
import { rule as partitionProfile } from './partition-profile';
import { rule as priceDevices } from './price-devices';
import { rule as priceOrder } from './price-order';
import { rule as queueType } from './queue-type';
import { rule as quotaDevices } from './quota-devices';
import { rule as quotaLimit } from './quota-limit';
import { rule as quotaUnique } from './quota-unique';
import { rule as referenceKind } from './reference-kind';
import { rule as sharingFields } from './sharing-fields';
import { rule as slurmPartition } from './slurm-partition';

/** Every rule across the fields of a pool, in the order in which people read the file. */
export const gpuPoolRules: readonly GpuPoolRule[] = [
  referenceKind,
  slurmPartition,
  deviceNameUnique,
  acceleratorKnown,
  allocationType,
  sharingFields,
  partitionProfile,
  partitionCount,
  queueType,
  quotaDevices,
  quotaUnique,
  quotaLimit,
  priceDevices,
  dates,
  currency,
  priceOrder,
];
