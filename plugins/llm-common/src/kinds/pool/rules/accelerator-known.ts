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
        message: `is not known, so nothing can say what fits on "${
          item.accelerator
        }"; ${knownLike(item.accelerator)}`,
      })),
};

function knownLike(id: string): string {
  const ids = accelerators.map(accelerator => accelerator.id);
  const longer = ids.filter(known => known.startsWith(id));
  return longer.length > 0
    ? `did you mean ${longer.join(' or ')}?`
    : `known are ${ids.join(', ')}`;
}
