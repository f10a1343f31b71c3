import { parseCount } from '@modelyard/llm-units';
import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'active-parameters',
  severity: 'error',
  description: 'No more parameters are active than there are.',
  check: ({ spec }) =>
    records(spec?.versions).flatMap(({ item, index }) => {
      const { total, active } = item.architecture?.parameters ?? {};
      const all = parseCount(total);
      const some = parseCount(active);
      return all.ok && some.ok && some.value > all.value
        ? [
            {
              path: `spec.versions[${index}].architecture.parameters.active`,
              message: `must not be more than total (${total}), but is ${active}`,
            },
          ]
        : [];
    }),
};
