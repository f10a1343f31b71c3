import type { PoolSubject } from '../../intent/subject';
import type { PlatformRequirement } from '../../platform/requirements';
import { defineFamily } from '../defineFamily';
import { checkGpuQuota } from './check';
import { example } from './example';
import { GpuQuotaInput, gpuQuotaInput } from './input';
import { renderGpuQuota } from './render';
import { readQuotaStatus } from './status';

/** How much of a pool each group may use, by queues of Kueue or quotas of namespaces. */
export const gpuQuota = defineFamily<GpuQuotaInput, PoolSubject>({
  id: 'gpu-quota',
  title: 'GPU quotas',
  description:
    'How much of a pool each group may use: queues in which pods wait for room and groups lend each other what is idle, or limits of namespaces.',
  subject: 'pool',
  input: gpuQuotaInput,
  example,
  kinds: [
    'kueue.x-k8s.io/v1beta2 WorkloadPriorityClass',
    'kueue.x-k8s.io/v1beta2 ResourceFlavor',
    'kueue.x-k8s.io/v1beta2 Cohort',
    'kueue.x-k8s.io/v1beta2 ClusterQueue',
    'kueue.x-k8s.io/v1beta2 LocalQueue',
    'v1 ResourceQuota',
  ],
  requirements: ({ input }) => [
    ...(input.enforcement.kueue
      ? [
          {
            component: 'kueue' as const,
            // The first release that serves v1beta2.
            atLeast: '0.15',
            why: 'waiting in queues with quotas',
            instead:
              'set enforcement.kueue to false and enforcement.resourceQuota to true, without lending',
          },
        ]
      : []),
    ...draRequirements(input),
  ],
  check: checkGpuQuota,
  render: renderGpuQuota,
  readStatus: readQuotaStatus,
});

function draRequirements({
  flavors,
  enforcement,
}: GpuQuotaInput): PlatformRequirement[] {
  const claims = flavors.flatMap(({ devices }) =>
    devices.allocation === 'dra' ? [devices] : [],
  );
  if (claims.length === 0) {
    return [];
  }
  const isExtended = claims.some(({ extendedResource }) => extendedResource);
  return [
    {
      component: 'kubernetes',
      atLeast: '1.34',
      why: 'counting devices that are allocated by claims (DRA)',
      instead: 'choose the allocation device-plugin',
    },
    ...(isExtended
      ? [
          {
            component: 'kubernetes' as const,
            atLeast: '1.36',
            gate: { name: 'DRAExtendedResource', from: '1.34' },
            why: 'asking for devices of a class by the name of a resource',
            instead: 'leave extendedResource out, and choose countedAs',
          },
        ]
      : []),
    ...(enforcement.kueue
      ? [
          {
            component: 'kueue' as const,
            atLeast: isExtended ? '0.19' : '0.18',
            why: 'waiting for devices that are allocated by claims (DRA)',
            instead:
              'set enforcement.kueue to false and enforcement.resourceQuota to true',
          },
        ]
      : []),
  ];
}
