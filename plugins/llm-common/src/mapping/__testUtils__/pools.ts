import { GpuPoolEntityV1alpha1 } from '../../kinds';
import { DeviceGroup, GpuQuota } from '../../kinds/pool/types.generated';
import { QuotaOptions } from '../quotaFlavors';
import { toGpuQuota } from '../toGpuQuota';

/** A device group of whole GPUs, unless `group` says otherwise. */
export const devices = (group: Partial<DeviceGroup>): DeviceGroup => ({
  name: 'some',
  accelerator: 'nvidia-h100-sxm-80gb',
  nodes: 1,
  perNode: 8,
  allocation: 'device-plugin',
  sharing: { strategy: 'exclusive' },
  ...group,
});

/** A quota on that group. */
export const quota: GpuQuota = {
  group: 'assistants',
  devices: 'some',
  limit: 2,
  namespaces: ['assistants-prod'],
};

/** A pool with that group, in a namespace of its own. */
export function pool(
  spec: Partial<GpuPoolEntityV1alpha1['spec']>,
): GpuPoolEntityV1alpha1 {
  return {
    apiVersion: 'modelyard.dev/v1alpha1',
    kind: 'GpuPool',
    metadata: { name: 'h100.ber', namespace: 'berlin' },
    spec: {
      type: 'kubernetes',
      lifecycle: 'production',
      owner: 'gpu-platform',
      cluster: 'ber-1',
      devices: [devices({})],
      ...spec,
    },
  };
}

const target: QuotaOptions['target'] = {
  name: 'ber-1',
  kueue: { deviceClasses: { 'gpu.nvidia.com': 'gpus.example/whole' } },
};

/** What renders the quotas of a pool, as queues unless `options` say otherwise. */
export const quotaOf = (
  entity: GpuPoolEntityV1alpha1,
  options: Partial<QuotaOptions> = {},
) =>
  toGpuQuota({
    entity,
    enforcement: 'queues',
    sharing: true,
    target,
    ...options,
  });
