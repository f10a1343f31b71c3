import { RuleFinding } from '../../../rules/Rule';
import { records } from '../../../safe';
import { deviceGroupCapacity } from '../capacity';
import { GpuQuota } from '../types.generated';
import { GpuPoolRule } from './GpuPoolRule';

const UNITS = { gpu: 'GPUs', partition: 'partitions', share: 'shares' };

export const rule: GpuPoolRule = {
  code: 'quota-limit',
  severity: 'error',
  description:
    'No group may hold, or borrow on top of its limit, more units than the device group has.',
  check: ({ spec }) => {
    const groups = new Map(
      records(spec?.devices).map(({ item }) => [item.name, item]),
    );
    return records(spec?.quotas).flatMap(({ item, index }) => {
      const group = groups.get(item.devices);
      const capacity = group && deviceGroupCapacity(group);
      return capacity?.units === undefined
        ? []
        : quotaFindings({
            path: `spec.quotas[${index}]`,
            quota: item,
            units: capacity.units,
            has: `"${item.devices}" has ${capacity.units} ${
              UNITS[capacity.unit]
            }`,
          });
    });
  },
};

function quotaFindings(options: {
  path: string;
  quota: GpuQuota;
  units: number;
  has: string;
}): RuleFinding[] {
  const { path, quota, units, has } = options;
  const { limit, borrowable = 0 } = quota;
  if (limit > units) {
    return [{ path: `${path}.limit`, message: `must not be ${limit}: ${has}` }];
  }
  return limit + borrowable > units
    ? [
        {
          path: `${path}.borrowable`,
          message: `must not make ${limit + borrowable} with the limit: ${has}`,
        },
      ]
    : [];
}
