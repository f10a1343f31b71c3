import { RuleFinding } from '../../../rules/Rule';
import { records } from '../../../safe';
import { DeploymentTarget } from '../types.generated';
import { ModelRule } from './ModelRule';

const TARGETS = ['pool', 'provider', 'base'] as const;

export const rule: ModelRule = {
  code: 'deployment-target',
  severity: 'error',
  description:
    'A deployment runs on exactly one of a pool, a provider and a base; on a pool it names the device group.',
  check: ({ spec }) =>
    records(spec?.deployments).flatMap(({ item, index }) =>
      targetFindings(`spec.deployments[${index}].on`, item.on),
    ),
};

function targetFindings(
  path: string,
  on: DeploymentTarget | undefined,
): RuleFinding[] {
  if (!on) {
    return [];
  }
  const given = TARGETS.filter(target => on[target] !== undefined);
  if (given.length !== 1) {
    return [
      {
        path,
        message: `must have exactly one of pool, provider and base, but has ${
          given.join(' and ') || 'none'
        }`,
      },
    ];
  }
  if (given[0] === 'pool' && on.devices === undefined) {
    return [
      {
        path: `${path}.devices`,
        message: 'is missing; name the device group of the pool',
      },
    ];
  }
  if (given[0] !== 'pool' && on.devices !== undefined) {
    return [
      {
        path: `${path}.devices`,
        message: `is only for a pool, but the deployment is on a ${given[0]}`,
      },
    ];
  }
  return [];
}
