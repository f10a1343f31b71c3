import { Entity } from '@backstage/catalog-model';
import { GPU_POOL_KIND, MODELYARD_API_VERSION, MODEL_KIND } from './constants';
import { ModelSpec } from './model/types.generated';
import { GpuPoolSpec } from './pool/types.generated';

/**
 * A model that the organisation serves or buys.
 *
 * @public
 */
export interface ModelEntityV1alpha1 extends Entity {
  /** The `apiVersion` of both kinds. */
  apiVersion: typeof MODELYARD_API_VERSION;
  /** The kind of a model. */
  kind: typeof MODEL_KIND;
  /** What the model is, who owns it, and how it is served. */
  spec: ModelSpec;
}

/**
 * A pool of GPUs that models can be put on.
 *
 * @public
 */
export interface GpuPoolEntityV1alpha1 extends Entity {
  /** The `apiVersion` of both kinds. */
  apiVersion: typeof MODELYARD_API_VERSION;
  /** The kind of a pool. */
  kind: typeof GPU_POOL_KIND;
  /** What the pool holds, where it is and who owns it. */
  spec: GpuPoolSpec;
}

function isOurs(entity: Entity, kind: string): boolean {
  return entity?.apiVersion === MODELYARD_API_VERSION && entity.kind === kind;
}

/**
 * Whether an entity is a Model of this suite. A kind `Model` of another API group is not.
 *
 * @public
 */
export function isModelEntity(entity: Entity): entity is ModelEntityV1alpha1 {
  return isOurs(entity, MODEL_KIND);
}

/**
 * Whether an entity is a GpuPool of this suite.
 *
 * @public
 */
export function isGpuPoolEntity(
  entity: Entity,
): entity is GpuPoolEntityV1alpha1 {
  return isOurs(entity, GPU_POOL_KIND);
}
