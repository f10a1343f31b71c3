import { stringifyEntityRef } from '@backstage/catalog-model';
import { GpuPoolEntityV1alpha1, ModelEntityV1alpha1 } from '../kinds/entities';
import { deploymentTarget } from '../kinds/model/selectors';
import { records } from '../safe';
import { ModelSetIssue } from './findAliasCollisions';

/**
 * Finds deployments on a pool, or on a device group of a pool, that does not exist.
 *
 * @returns A warning for each such deployment
 */
export function findPoolIssues(
  models: readonly ModelEntityV1alpha1[],
  pools: readonly GpuPoolEntityV1alpha1[],
): ModelSetIssue[] {
  const byRef = new Map(pools.map(pool => [stringifyEntityRef(pool), pool]));
  return models.flatMap(model =>
    records(model.spec?.deployments).flatMap(({ item, index }) => {
      const target = deploymentTarget({ entity: model, deployment: item });
      const problem =
        target?.kind === 'pool'
          ? poolProblem(byRef.get(target.ref), target)
          : undefined;
      return problem
        ? [
            {
              modelRef: stringifyEntityRef(model),
              issue: {
                path: `spec.deployments[${index}].on.${problem.field}`,
                code: 'deployment-pool',
                message: problem.message,
                severity: 'warning',
              },
            },
          ]
        : [];
    }),
  );
}

function poolProblem(
  pool: GpuPoolEntityV1alpha1 | undefined,
  target: { ref: string; devices?: string },
): { field: 'pool' | 'devices'; message: string } | undefined {
  if (!pool) {
    return {
      field: 'pool',
      message: `names ${target.ref}, which does not exist`,
    };
  }
  const groups = records(pool.spec?.devices).map(({ item }) => item.name);
  return target.devices === undefined || groups.includes(target.devices)
    ? undefined
    : {
        field: 'devices',
        message: `names the device group "${target.devices}", which ${
          target.ref
        } does not have; it has ${groups.join(', ') || 'none'}`,
      };
}
