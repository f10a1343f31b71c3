import { unknownDeviceFindings } from '../deviceNames';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'price-devices',
  severity: 'error',
  description: 'A price for a device group names one that the pool has.',
  check: ({ spec }) => unknownDeviceFindings(spec, 'pricing'),
};
