import {
  lifecycleNotice,
  newestVersion,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';

/**
 * What serves a model: GPUs of the organisation, a provider, or the deployment
 * of a base model. It decides which figures can mean anything.
 */
export type HowServed = 'gpus' | 'provider' | 'base';

/** GPUs where one deployment has some, or nothing says otherwise. */
export function howServed(model: ModelEntityV1alpha1): HowServed {
  const targets = model.spec.deployments?.map(({ on }) => on) ?? [];
  if (targets.length === 0) {
    const kind = newestVersion(model)?.kind;
    if (kind === 'external') {
      return 'provider';
    }
    return kind === 'adapter' ? 'base' : 'gpus';
  }
  if (targets.every(({ provider }) => provider)) {
    return 'provider';
  }
  return targets.every(({ base }) => base) ? 'base' : 'gpus';
}

/** Whether the model is no longer served. */
export function isRetired(model: ModelEntityV1alpha1): boolean {
  return (
    lifecycleNotice({ entity: model, now: new Date() })?.state === 'retired'
  );
}
