import type { PoolSubject } from '../../intent/subject';
import type { PlatformRequirement } from '../../platform/requirements';
import { defineFamily } from '../defineFamily';
import { checkDeviceSharing } from './check';
import { example } from './example';
import { DeviceSharingInput, deviceSharingInput } from './input';
import { groupsByReader, renderDeviceSharing } from './render';
import { readSharingStatus } from './status';

/** How the GPUs of a pool are shared by the device plugin: time slices, MPS, MIG partitions, virtual machines. */
export const deviceSharing = defineFamily<DeviceSharingInput, PoolSubject>({
  id: 'device-sharing',
  title: 'GPU sharing',
  description:
    'How nodes share their GPUs under the device plugin: in turns, at the same time, in partitions, or with virtual machines.',
  subject: 'pool',
  input: deviceSharingInput,
  example,
  kinds: ['v1 ConfigMap', 'nfd.k8s-sigs.io/v1alpha1 NodeFeatureRule'],
  requirements: ({ input }) => [
    ...pluginRequirements(input),
    ...operatorRequirements(input),
    ...(input.groups.some(({ nodes }) => nodes.by === 'rule')
      ? [
          {
            component: 'nodeFeatureDiscovery' as const,
            // The first release whose rules have the API version v1alpha1 and match PCI devices and node names.
            atLeast: '0.12',
            why: 'labelling nodes by a rule',
            instead:
              'choose provisioning, and set the labels where nodes are provisioned',
          },
        ]
      : []),
  ],
  check: checkDeviceSharing,
  // Nodes read their settings from one place of the cluster: whatever is applied last would be all that they know.
  claims: () => [
    {
      field: 'parts',
      value: 'device-sharing',
      place: 'device-sharing',
      where: 'for all GPU pools',
    },
  ],
  render: renderDeviceSharing,
  readStatus: readSharingStatus,
});

function pluginRequirements({
  groups,
}: DeviceSharingInput): PlatformRequirement[] {
  const component = 'nvidiaDevicePlugin';
  const requirements: PlatformRequirement[] = [];
  if (groupsByReader(groups).plugin.length > 0) {
    requirements.push({
      component,
      atLeast: '0.12',
      why: 'sharing GPUs among pods by settings of nodes',
      instead:
        'use claims in place of the device plugin: the family dra-claim, from Kubernetes 1.34 on',
    });
  }
  if (groups.some(({ mps }) => mps)) {
    requirements.push({
      component,
      atLeast: '0.15',
      why: 'sharing GPUs by MPS',
      instead: 'use timeSlicing',
    });
  }
  // Older versions count these with the profile whose name they extend.
  if (
    groupsByReader(groups).plugin.some(
      ({ mig }) =>
        mig?.strategy === 'mixed' &&
        mig.layouts.some(({ partitions }) =>
          partitions.some(({ profile }) => /gb-/.test(profile)),
        ),
    )
  ) {
    requirements.push({
      component,
      atLeast: '0.20',
      why: 'counting partitions of a profile such as 1g.24gb-me by themselves',
      instead: 'choose the profile without its ending',
    });
  }
  return requirements;
}

function operatorRequirements({
  groups,
}: DeviceSharingInput): PlatformRequirement[] {
  const component = 'gpuOperator';
  return [
    ...(groups.some(({ mig }) => mig)
      ? [
          {
            component,
            atLeast: '1.7',
            why: 'cutting GPUs into partitions on running nodes',
            instead:
              'cut them where nodes are provisioned (nvidia-mig-parted), and leave mig out here',
          } as const,
        ]
      : []),
    ...(groups.some(({ vm }) => vm)
      ? [
          {
            component,
            atLeast: '22.9',
            why: 'giving GPUs to virtual machines',
            instead: 'keep the GPUs for pods, and leave vm out',
          } as const,
        ]
      : []),
  ];
}
