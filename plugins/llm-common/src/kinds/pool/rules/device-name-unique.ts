import { repeated } from '../../../rules/Rule';
import { records } from '../../../safe';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'device-name-unique',
  severity: 'error',
  description: 'No two device groups have the same name.',
  check: ({ spec }) =>
    repeated(records(spec?.devices), group => group.name).map(
      ({ item, index, first }) => ({
        path: `spec.devices[${index}].name`,
        message: `must be unique, but "${item.name}" is the name of spec.devices[${first}] as well`,
      }),
    ),
};
