import {
  deploymentTarget,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import type { GpuPoolPickerValue } from './value';

/** The version and the place of a deployment, to begin with; nothing where it runs on no pool. */
export function presentPlace(
  entity: ModelEntityV1alpha1,
  name: string | undefined,
): GpuPoolPickerValue {
  const deployment = entity.spec.deployments?.find(item => item.name === name);
  const target = deployment && deploymentTarget({ entity, deployment });
  return target?.kind === 'pool'
    ? {
        version: deployment?.version,
        pool: target.ref,
        ...(target.devices !== undefined && { devices: target.devices }),
      }
    : {};
}
