import { servedNames } from '../servedNames';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'alias-duplicate',
  severity: 'error',
  description:
    'Within an environment an alias routes to one deployment, and is no other name of it. Deployments may share their served name.',
  check: entity => {
    const names = servedNames(entity);
    return names
      .filter(({ isAlias }) => isAlias)
      .flatMap(alias => {
        const other = names.find(
          name =>
            name !== alias &&
            name.name === alias.name &&
            name.environment === alias.environment &&
            // Of two equal aliases the later one is told.
            (!name.isAlias || names.indexOf(name) < names.indexOf(alias)),
        );
        return other
          ? [
              {
                path: alias.path,
                message: `must be unique in ${alias.environment}, but "${alias.name}" is ${other.path} as well`,
              },
            ]
          : [];
      });
  },
};
