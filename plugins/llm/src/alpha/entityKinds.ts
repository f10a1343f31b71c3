import {
  GPU_POOL_KIND,
  lifecycleNotice,
  MODEL_KIND,
  MODELYARD_API_VERSION,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';

export const models = { kind: MODEL_KIND, apiVersion: MODELYARD_API_VERSION };
export const pools = { kind: GPU_POOL_KIND, apiVersion: MODELYARD_API_VERSION };
export const modelsAndPools = {
  kind: { $in: [MODEL_KIND, GPU_POOL_KIND] },
  apiVersion: MODELYARD_API_VERSION,
};

/** Whether nobody should begin to use a model, or to serve it. */
export function isRetired(entity: ModelEntityV1alpha1): boolean {
  return lifecycleNotice({ entity, now: new Date() })?.state === 'retired';
}
