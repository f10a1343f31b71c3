import type { PoolSubject } from '../../intent/subject';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { Platform } from '../../platform/Platform';
import type { RenderContext } from '../Family';
import { devicePluginConfig, migConfig, vgpuConfig } from './config';
import type { DeviceSharingInput, GroupInput } from './input';
import { nodeLabels } from './nodeLabels';

type Context = RenderContext<DeviceSharingInput, PoolSubject>;

/** Names the groups of a ConfigMap, so that their nodes are found again. */
export const GROUPS_ANNOTATION = 'modelyard.dev/device-groups';

/** Names of the ConfigMaps that the GPU Operator reads, as the target says, or of ones of their own. */
export function configNames(subject: PoolSubject, platform: Platform) {
  const {
    devicePluginConfig: plugin,
    migConfig: mig,
    vgpuConfig: vgpu,
  } = platform.gpuOperator;
  return {
    plugin: plugin ?? `${subject.name}-device-plugin`,
    mig: mig ?? `${subject.name}-mig`,
    vgpu: vgpu ?? `${subject.name}-vgpu`,
  };
}

/** Groups by what reads their settings. */
export function groupsByReader(groups: readonly GroupInput[]) {
  return {
    plugin: groups.filter(
      ({ vm, allocation }) => !vm && allocation === 'device-plugin',
    ),
    mig: groups.filter(({ mig }) => mig),
    vgpu: groups.filter(({ vm }) => vm?.mode === 'vgpu'),
  };
}

/** Renders the settings of the device plugin, the MIG manager and the vGPU device manager, and what labels nodes. */
export function renderDeviceSharing(context: Context): KubernetesObject[] {
  const { subject, input, platform } = context;
  const names = configNames(subject, platform);
  const { plugin, mig, vgpu } = groupsByReader(input.groups);
  const configMap = (
    name: string,
    groups: readonly GroupInput[],
    data: Record<string, string>,
  ): KubernetesObject[] =>
    groups.length === 0
      ? []
      : [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: {
              name,
              namespace: platform.gpuOperator.namespace,
              annotations: {
                [GROUPS_ANNOTATION]: groups.map(group => group.name).join(','),
              },
            },
            data,
          },
        ];
  return [
    ...configMap(
      names.plugin,
      plugin,
      Object.fromEntries(
        plugin.map(group => [group.name, devicePluginConfig(group)]),
      ),
    ),
    // Its key is fixed: the manager reads no other.
    ...configMap(names.mig, mig, { 'config.yaml': migConfig(mig) }),
    ...configMap(names.vgpu, vgpu, { 'config.yaml': vgpuConfig(vgpu) }),
    ...nodeFeatureRule(context),
  ];
}

/**
 * Labels nodes by a rule. A Node itself is not a thing for Git: taking its manifest away would take the node away, and
 * nodes come and go. A rule finds the nodes that are there, and takes its labels back when it goes.
 */
function nodeFeatureRule({ subject, input }: Context): KubernetesObject[] {
  const rules = input.groups.flatMap(group => {
    if (group.nodes.by !== 'rule') {
      return [];
    }
    const { names, pciDevices } = group.nodes;
    return [
      {
        name: `${subject.name}.${group.name}`,
        labels: nodeLabels(group),
        matchFeatures: [
          {
            feature: 'pci.device',
            matchExpressions: {
              vendor: { op: 'In', value: ['10de'] },
              ...(pciDevices.length > 0 && {
                device: { op: 'In', value: pciDevices },
              }),
            },
          },
          ...(names.length > 0
            ? [
                {
                  feature: 'system.name',
                  matchExpressions: { nodename: { op: 'In', value: names } },
                },
              ]
            : []),
        ],
      },
    ];
  });
  return rules.length === 0
    ? []
    : [
        {
          apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
          kind: 'NodeFeatureRule',
          metadata: { name: `${subject.name}-gpu-sharing` },
          spec: { rules },
        },
      ];
}
