import { lookup, records } from '../../../safe';
import { DeviceAllocation, GpuPoolType } from '../types.generated';
import { GpuPoolRule } from './GpuPoolRule';

const ALLOCATIONS: Record<GpuPoolType, DeviceAllocation[]> = {
  kubernetes: ['dra', 'device-plugin'],
  slurm: ['gres'],
};

export const rule: GpuPoolRule = {
  code: 'allocation-type',
  severity: 'error',
  description:
    'Kubernetes hands out devices by dra or device-plugin, Slurm by gres.',
  check: ({ spec }) => {
    const fitting = lookup(ALLOCATIONS, spec?.type);
    return fitting
      ? records(spec.devices)
          .filter(
            ({ item }) =>
              item.allocation !== undefined &&
              !fitting.includes(item.allocation),
          )
          .map(({ item, index }) => ({
            path: `spec.devices[${index}].allocation`,
            message: `must be ${fitting.join(' or ')} on a pool of type ${
              spec.type
            }, but is ${item.allocation}`,
          }))
      : [];
  },
};
