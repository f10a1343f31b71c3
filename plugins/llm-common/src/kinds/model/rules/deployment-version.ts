import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'deployment-version',
  severity: 'error',
  description: 'A deployment serves a version that the model has.',
  check: ({ spec }) => {
    const names = records(spec?.versions).map(({ item }) => item.name);
    return records(spec?.deployments)
      .filter(
        ({ item }) =>
          item.version !== undefined && !names.includes(item.version),
      )
      .map(({ item, index }) => ({
        path: `spec.deployments[${index}].version`,
        message: `must name a version of this model, but "${
          item.version
        }" is none; there are ${names.join(', ')}`,
      }));
  },
};
