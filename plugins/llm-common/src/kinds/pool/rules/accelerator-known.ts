import { accelerators, findAccelerator } from '@modelyard/llm-sizing';
import { records } from '../../../safe';
import { GpuPoolRule } from './GpuPoolRule';

export const rule: GpuPoolRule = {
  code: 'accelerator-known',
  severity: 'warning',
  description:
    'The accelerator stands in the table that sizing reads; of any other it cannot say what fits on it.',
  check: ({ spec }) =>
    records(spec?.devices)
      .filter(
        ({ item }) =>
          item.accelerator !== undefined && !findAccelerator(item.accelerator),
      )
      .map(({ item, index }) => ({
        path: `spec.devices[${index}].accelerator`,
        message: `"${
          item.accelerator
        }" is not known, so nothing can say what fits on it; known are ${accelerators
          .map(({ id }) => id)
          .join(', ')}`,
      })),
};
