import { resolveReference } from '../../../references/resolveReference';
import { repeated } from '../../../rules/Rule';
import { records } from '../../../safe';
import { GpuPoolRule } from './GpuPoolRule';

const GROUP = { kinds: ['Group'] };

export const rule: GpuPoolRule = {
  code: 'quota-unique',
  severity: 'error',
  description: 'A group has one quota for a device group.',
  check: entity =>
    repeated(records(entity.spec?.quotas), ({ group, devices }) => {
      const resolved = resolveReference({
        value: group,
        target: GROUP,
        entity,
      });
      return resolved.ok ? `${resolved.ref} ${devices}` : undefined;
    }).map(({ item, index, first }) => ({
      path: `spec.quotas[${index}]`,
      message: `must be the only quota of ${item.group} for "${item.devices}", but spec.quotas[${first}] is one as well`,
    })),
};
