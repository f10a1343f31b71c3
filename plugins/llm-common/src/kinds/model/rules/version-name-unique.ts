import { repeated } from '../../../rules/Rule';
import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'version-name-unique',
  severity: 'error',
  description: 'No two versions have the same name.',
  check: ({ spec }) =>
    repeated(records(spec?.versions), version => version.name).map(
      ({ item, index, first }) => ({
        path: `spec.versions[${index}].name`,
        message: `must be unique, but "${item.name}" is the name of spec.versions[${first}] as well`,
      }),
    ),
};
