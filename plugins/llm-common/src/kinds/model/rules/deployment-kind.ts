import { lookup, records } from '../../../safe';
import { DeploymentTarget, ModelVersionKind } from '../types.generated';
import { ModelRule } from './ModelRule';

const TARGET_OF: Record<ModelVersionKind, keyof DeploymentTarget> = {
  weights: 'pool',
  adapter: 'base',
  external: 'provider',
};

export const rule: ModelRule = {
  code: 'deployment-kind',
  severity: 'error',
  description:
    'Weights run on a pool, an adapter on a base, an external version at a provider.',
  check: ({ spec }) => {
    const kinds = new Map(
      records(spec?.versions).map(({ item }) => [item.name, item.kind]),
    );
    return records(spec?.deployments).flatMap(({ item, index }) => {
      const kind = kinds.get(item.version);
      const target = lookup(TARGET_OF, kind);
      return target && item.on && item.on[target] === undefined
        ? [
            {
              path: `spec.deployments[${index}].on`,
              message: `must have a ${target}, because version "${item.version}" is of kind ${kind}`,
            },
          ]
        : [];
    });
  },
};
