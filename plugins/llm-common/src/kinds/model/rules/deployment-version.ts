import { noneOf } from '../../../rules/noneOf';
import { records } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'deployment-version',
  severity: 'error',
  description: 'A deployment serves a version that the model has.',
  check: ({ spec }) => {
    const names = records(spec?.versions).map(({ item }) => item.name);
    return records(spec?.deployments).flatMap(({ item, index }) =>
      item.version === undefined || names.includes(item.version)
        ? []
        : [
            {
              path: `spec.deployments[${index}].version`,
              message: `must name a version of this model, but ${noneOf(
                item.version,
                names,
              )}`,
            },
          ],
    );
  },
};
