import { unknownDeviceFindings } from '../deviceNames';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'quota-devices',
  severity: 'error',
  description: 'A quota names a device group that the pool has.',
  check: ({ spec }) => unknownDeviceFindings(spec, 'quotas'),
};
