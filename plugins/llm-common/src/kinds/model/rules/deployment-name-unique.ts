import { repeated } from '../../../rules/Rule';
import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'deployment-name-unique',
  severity: 'error',
  description: 'No two deployments have the same name.',
  check: ({ spec }) =>
    repeated(records(spec?.deployments), deployment => deployment.name).map(
      ({ item, index, first }) => ({
        path: `spec.deployments[${index}].name`,
        message: `must be unique, but "${item.name}" is the name of spec.deployments[${first}] as well`,
      }),
    ),
};
