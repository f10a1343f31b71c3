import { lookup } from '../../../safe';
import { taskUnits } from '../taskUnits';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'slo-units',
  severity: 'error',
  description:
    'Service level objectives fit the task: an embedding model has no first token to wait for.',
  check: ({ spec }) => {
    const fitting: readonly string[] | undefined = lookup(
      taskUnits,
      spec?.type,
    )?.sloKeys;
    if (!fitting) {
      return [];
    }
    return Object.keys(spec.slo ?? {})
      .filter(key => key !== 'window' && !fitting.includes(key))
      .map(key => ({
        path: `spec.slo.${key}`,
        message: `does not fit the task ${
          spec.type
        }, whose objectives are ${fitting.join(', ')}`,
      }));
  },
};
