import { partitionFindings } from '../partitionProblems';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'partition-count',
  severity: 'error',
  description:
    'The partitions of a device fit on it: no more of a profile than there can be, and no more compute and memory slices than it has.',
  check: ({ spec }) => partitionFindings(spec, 'too_many'),
};
