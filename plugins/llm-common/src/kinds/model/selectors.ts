import { dayOf } from '@modelyard/llm-units';
import { resolveReference } from '../../references/resolveReference';
import { records, text } from '../../safe';
import { GPU_POOL_KIND, MODEL_KIND } from '../constants';
import { ModelEntityV1alpha1 } from '../entities';
import { ModelDeployment, ModelVersion } from './types.generated';

/**
 * The newest version of a model: the first of the list.
 *
 * @public
 */
export function newestVersion(
  entity: ModelEntityV1alpha1,
): ModelVersion | undefined {
  return records(entity.spec?.versions)[0]?.item;
}

/**
 * The version of a model that has a name.
 *
 * @public
 */
export function findVersion(
  entity: ModelEntityV1alpha1,
  name: string | undefined,
): ModelVersion | undefined {
  return records(entity.spec?.versions).find(({ item }) => item.name === name)
    ?.item;
}

/**
 * What a deployment runs on, with its entity ref in full.
 *
 * @public
 */
export type ResolvedDeploymentTarget =
  | { kind: 'pool'; ref: string; devices?: string }
  | { kind: 'provider'; ref: string }
  | { kind: 'base'; ref: string; deployment: string };

/**
 * What a deployment runs on: a pool, a provider or the deployment of a base model.
 *
 * @param options - `entity` is the model that the deployment belongs to
 * @returns Undefined where the deployment names none, or one of the wrong kind
 * @public
 */
export function deploymentTarget(options: {
  entity: ModelEntityV1alpha1;
  deployment: ModelDeployment;
}): ResolvedDeploymentTarget | undefined {
  const { entity, deployment } = options;
  const { pool, devices, provider, base } = deployment.on ?? {};
  const refOf = (value: unknown, kind: string) => {
    const resolved = resolveReference({
      value,
      target: { kinds: [kind] },
      entity,
    });
    return resolved.ok ? resolved.ref : undefined;
  };
  const poolRef = refOf(pool, GPU_POOL_KIND);
  if (poolRef) {
    return { kind: 'pool', ref: poolRef, devices: text(devices) };
  }
  const providerRef = refOf(provider, 'Resource');
  if (providerRef) {
    return { kind: 'provider', ref: providerRef };
  }
  const baseRef = refOf(base?.model, MODEL_KIND);
  const baseDeployment = text(base?.deployment);
  return baseRef && baseDeployment
    ? { kind: 'base', ref: baseRef, deployment: baseDeployment }
    : undefined;
}

/**
 * What consumers of a model should know of its end.
 *
 * @public
 */
export interface LifecycleNotice {
  /** `announced` lies ahead: the model is neither deprecated nor retired yet. */
  state: 'announced' | 'deprecated' | 'retired';
  /** First day on which new consumers should choose another model, where it is known. */
  deprecatedOn?: string;
  /** First day on which the model is no longer served, where it is known. */
  retiresOn?: string;
  /** Entity ref of the model to use instead, where there is one. */
  replacedBy?: string;
}

/**
 * What consumers of a model should know of its end. The lifecycle and the dates both count: a model whose retirement day
 * has come is retired, whatever its lifecycle still says.
 *
 * @param options - `now` is the moment to judge by; days are days in UTC
 * @returns Undefined where no end is in sight
 * @public
 */
export function lifecycleNotice(options: {
  entity: ModelEntityV1alpha1;
  now: Date;
}): LifecycleNotice | undefined {
  const { entity, now } = options;
  const { lifecycle, retirement } = entity.spec ?? {};
  const deprecatedOn = text(retirement?.deprecatedOn);
  const retiresOn = text(retirement?.retiresOn);
  const today = dayOf(now);
  const replacedBy = resolveReference({
    value: retirement?.replacedBy,
    target: { kinds: [MODEL_KIND] },
    entity,
  });
  const details = {
    ...(deprecatedOn && { deprecatedOn }),
    ...(retiresOn && { retiresOn }),
    ...(replacedBy.ok && { replacedBy: replacedBy.ref }),
  };
  if (lifecycle === 'retired' || (retiresOn && retiresOn <= today)) {
    return { state: 'retired', ...details };
  }
  if (lifecycle === 'deprecated' || (deprecatedOn && deprecatedOn <= today)) {
    return { state: 'deprecated', ...details };
  }
  return deprecatedOn || retiresOn
    ? { state: 'announced', ...details }
    : undefined;
}
