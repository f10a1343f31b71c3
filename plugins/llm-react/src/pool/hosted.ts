import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  deploymentTarget,
  isModelEntity,
  type DeploymentReplicas,
} from '@modelyard/plugin-llm-common';
import { titleOf } from '../catalog';

/**
 * One deployment of a model on a pool.
 *
 * @public
 */
export interface HostedDeployment {
  /** Entity ref of the model. */
  readonly model: string;
  readonly title: string;
  readonly lifecycle: string;
  /** Name of the deployment on the model's entity. */
  readonly deployment: string;
  readonly version: string;
  readonly environment: string;
  /** Device group of the pool; undefined where the entity leaves it open. */
  readonly devices?: string;
  readonly replicas?: DeploymentReplicas;
}

/**
 * What a pool hosts.
 *
 * @public
 */
export interface HostedModels {
  /** Sorted by title and deployment. */
  readonly deployments: readonly HostedDeployment[];
  /** Models that are related to the pool without a deployment on it. */
  readonly unrelated: readonly string[];
}

/**
 * Picks from models the deployments that are on a pool.
 *
 * @param options - `models`: the entities that the pool's relations name
 * @public
 */
export function hostedOn(options: {
  pool: Entity;
  models: readonly Entity[];
}): HostedModels {
  const poolRef = stringifyEntityRef(options.pool);
  const deployments: HostedDeployment[] = [];
  const unrelated: string[] = [];
  for (const model of options.models.filter(isModelEntity)) {
    const here = (model.spec.deployments ?? []).filter(deployment => {
      const target = deploymentTarget({ entity: model, deployment });
      return target?.kind === 'pool' && target.ref === poolRef;
    });
    if (here.length === 0) {
      unrelated.push(stringifyEntityRef(model));
    }
    deployments.push(
      ...here.map(({ name, version, environment, on, replicas }) => ({
        model: stringifyEntityRef(model),
        title: titleOf(model),
        lifecycle: model.spec.lifecycle,
        deployment: name,
        version,
        environment,
        devices: on.devices,
        replicas,
      })),
    );
  }
  deployments.sort(
    (left, right) =>
      left.title.localeCompare(right.title) ||
      left.deployment.localeCompare(right.deployment),
  );
  return { deployments, unrelated };
}
