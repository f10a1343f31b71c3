import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'retired-deployments',
  severity: 'warning',
  description: 'A retired model is no longer deployed anywhere.',
  check: ({ spec }) =>
    spec?.lifecycle === 'retired'
      ? records(spec.deployments).map(({ item, index }) => ({
          path: `spec.deployments[${index}]`,
          message: `deploys "${item.name}" although the lifecycle is retired`,
        }))
      : [],
};
