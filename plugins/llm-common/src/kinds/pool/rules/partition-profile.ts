import { partitionFindings } from '../partitionProblems';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'partition-profile',
  severity: 'error',
  description: 'Partition profiles exist on the accelerator of the group.',
  check: ({ spec }) => partitionFindings(spec, 'unknown_profile'),
};
