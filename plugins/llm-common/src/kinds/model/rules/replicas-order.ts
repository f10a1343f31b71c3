import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'replicas-order',
  severity: 'error',
  description: 'A deployment runs at least as many replicas as its minimum.',
  check: ({ spec }) =>
    records(spec?.deployments).flatMap(({ item, index }) => {
      const { min, max } = item.replicas ?? {};
      return min !== undefined && max !== undefined && max < min
        ? [
            {
              path: `spec.deployments[${index}].replicas.max`,
              message: `must be at least min (${min}), but is ${max}`,
            },
          ]
        : [];
    }),
};
