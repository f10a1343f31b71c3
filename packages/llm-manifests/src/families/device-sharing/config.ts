import { printObjects } from '../../objects/printObjects';
import type { GroupInput } from './input';

/** The configuration of the MIG manager for nodes whose GPUs are whole; its default. */
export const ALL_DISABLED = 'all-disabled';

/** The resource that the device plugin counts whole GPUs by. */
const GPU = 'nvidia.com/gpu';

/**
 * The resource that the device plugin counts partitions of a profile by, with the strategy `mixed` (k8s-device-plugin,
 * internal/rm).
 */
function partitionResource(profile: string): string {
  return `nvidia.com/mig-${profile.replace(/\+/g, '.')}`;
}

/** Settings of the device plugin for the nodes of a group. */
export function devicePluginConfig(group: GroupInput): string {
  const { mig, timeSlicing, mps } = group;
  return printObjects([
    {
      version: 'v1',
      flags: { migStrategy: mig?.strategy ?? 'none' },
      ...((timeSlicing || mps) && {
        sharing: {
          ...(timeSlicing && {
            timeSlicing: {
              renameByDefault: timeSlicing.rename,
              failRequestsGreaterThanOne:
                timeSlicing.failRequestsGreaterThanOne,
              resources: [
                ...(timeSlicing.replicas === undefined
                  ? []
                  : [{ name: GPU, replicas: timeSlicing.replicas }]),
                ...timeSlicing.partitions.map(({ profile, replicas }) => ({
                  name: partitionResource(profile),
                  replicas,
                })),
              ],
            },
          }),
          ...(mps && {
            mps: {
              renameByDefault: mps.rename,
              resources: [{ name: GPU, replicas: mps.replicas }],
            },
          }),
        },
      }),
    },
  ]);
}

/** Settings of the MIG manager. It knows no others beside them, so that the default stands among them. */
export function migConfig(groups: readonly GroupInput[]): string {
  return printObjects([
    {
      version: 'v1',
      'mig-configs': {
        [ALL_DISABLED]: [{ devices: 'all', 'mig-enabled': false }],
        ...Object.fromEntries(
          groups.flatMap(group =>
            group.mig ? [[group.name, migLayouts(group)]] : [],
          ),
        ),
      },
    },
  ]);
}

/** Numbers of the GPUs of a node that no layout cuts. */
export function wholeDevices({ mig, gpusPerNode }: GroupInput): number[] {
  const layouts = mig?.layouts ?? [];
  return Array.from({ length: gpusPerNode }, (_, index) => index).filter(
    index =>
      !layouts.some(
        ({ devices }) => devices === 'all' || devices.includes(index),
      ),
  );
}

function migLayouts(group: GroupInput) {
  const layouts = group.mig?.layouts ?? [];
  const whole = wholeDevices(group);
  return [
    ...layouts.map(({ devices, partitions }) => ({
      devices,
      'mig-enabled': true,
      'mig-devices': Object.fromEntries(
        partitions.map(({ profile, count }) => [profile, count]),
      ),
    })),
    ...(whole.length > 0 ? [{ devices: whole, 'mig-enabled': false }] : []),
  ];
}

/** Settings of the vGPU device manager. */
export function vgpuConfig(groups: readonly GroupInput[]): string {
  return printObjects([
    {
      version: 'v1',
      'vgpu-configs': Object.fromEntries(
        groups.flatMap(({ name, vm }) =>
          vm?.mode === 'vgpu'
            ? [[name, [{ devices: 'all', 'vgpu-devices': vm.profiles }]]]
            : [],
        ),
      ),
    },
  ]);
}
