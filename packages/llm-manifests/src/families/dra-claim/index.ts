import type { PoolSubject } from '../../intent/subject';
import type { PlatformRequirement } from '../../platform/requirements';
import { defineFamily } from '../defineFamily';
import { checkDraClaim } from './check';
import { driverClasses } from '../../devices/driver';
import { example } from './example';
import { DraClaimInput, draClaimInput } from './input';
import { renderDraClaim } from './render';
import { readClaimStatus } from './status';

/**
 * Claims to GPUs by dynamic resource allocation (DRA). They are about a pool: a pool offers them under a name, and a
 * deployment names one as its `claimTemplate` or `sharedClaim`. A deployment that just takes whole GPUs needs none: its
 * serving family makes the claim itself.
 */
export const draClaim = defineFamily<DraClaimInput, PoolSubject>({
  id: 'dra-claim',
  title: 'GPU claims (DRA)',
  description:
    'Claims that deployments take GPUs by: several with a common attribute, MIG partitions, shared GPUs, alternatives; and sorts of devices for the whole cluster.',
  subject: 'pool',
  input: draClaimInput,
  example,
  kinds: [
    'v1 Namespace',
    'resource.k8s.io/v1 DeviceClass',
    'resource.k8s.io/v1 ResourceClaim',
    'resource.k8s.io/v1 ResourceClaimTemplate',
  ],
  requirements: ({ input }) => [
    {
      component: 'kubernetes',
      atLeast: '1.34',
      why: 'allocating devices by claims (DRA)',
      instead:
        'use the device plugin: the family device-sharing for partitions and shared GPUs, and the allocation device-plugin in deployments',
    },
    ...driverRequirements(input),
    ...gatedRequirements(input),
  ],
  check: ({ input, platform, subject }) =>
    checkDraClaim({ input, platform, namespace: subject.namespace }),
  render: renderDraClaim,
  readStatus: readClaimStatus,
});

/** Devices in a request, or among its alternatives. */
function devicesIn(input: DraClaimInput) {
  return input.claims.flatMap(({ requests }) =>
    requests.flatMap(({ devices, alternatives = [] }) => [
      ...(devices ? [devices] : []),
      ...alternatives,
    ]),
  );
}

function driverRequirements(input: DraClaimInput): PlatformRequirement[] {
  const isOfDriver =
    input.deviceClasses.length > 0 ||
    devicesIn(input).some(({ deviceClass }) => driverClasses.has(deviceClass));
  return isOfDriver
    ? [
        {
          component: 'nvidiaDraDriver',
          atLeast: '0.4',
          why: 'handing out NVIDIA GPUs by claims',
          instead:
            'use the device plugin: the family device-sharing, and the allocation device-plugin in deployments',
        },
      ]
    : [];
}

/** What older versions have behind a feature gate (Kubernetes feature gates of the DRA family). */
function gatedRequirements(input: DraClaimInput): PlatformRequirement[] {
  const requirements: PlatformRequirement[] = [];
  if (input.deviceClasses.some(({ extendedResource }) => extendedResource)) {
    requirements.push({
      component: 'kubernetes',
      atLeast: '1.36',
      gate: { name: 'DRAExtendedResource', from: '1.34' },
      why: 'asking for devices of a class by the name of a resource',
      instead: 'leave extendedResource out and let pods name a claim',
    });
  }
  if (devicesIn(input).some(({ tolerations }) => tolerations.length > 0)) {
    requirements.push({
      component: 'kubernetes',
      atLeast: '1.36',
      gate: { name: 'DRADeviceTaints', from: '1.34' },
      why: 'putting up with taints of devices',
      instead: 'leave tolerations out',
    });
  }
  if (input.claims.some(({ distinct }) => distinct.length > 0)) {
    requirements.push({
      component: 'kubernetes',
      atLeast: '1.36',
      gate: { name: 'DRAConsumableCapacity', from: '1.34' },
      why: 'asking for devices that differ in an attribute',
      instead: 'leave distinct out, or use one claim for each device',
    });
  }
  return requirements;
}
