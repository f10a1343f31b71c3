import { Issue } from '@modelyard/llm-units';
import { findAccelerator } from '@modelyard/llm-sizing';
import type { PoolSubject } from '../../intent/subject';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import type { RenderContext } from '../Family';
import { checkLayouts } from './checkLayouts';
import { ALL_DISABLED } from './config';
import type { DeviceSharingInput, GroupInput } from './input';
import { nodeLabels } from './nodeLabels';
import { configNames, groupsByReader } from './render';

type Context = RenderContext<DeviceSharingInput, PoolSubject>;

/** Checks which ways of sharing go together on a node, and that partitions fit. */
export function checkDeviceSharing(context: Context): Issue[] {
  const { groups } = context.input;
  return [
    ...findRepeated({
      items: groups,
      keyOf: ({ name }) => name,
      pathOf: index => `groups[${index}].name`,
      code: 'group-unique',
    }),
    ...groups.flatMap((group, index) => checkGroup(group, `groups[${index}]`)),
    ...checkNodes(groups),
    ...checkReaders(context),
  ];
}

function checkGroup(group: GroupInput, path: string): Issue[] {
  const {
    name,
    accelerator: id,
    allocation,
    mig,
    timeSlicing,
    mps,
    vm,
  } = group;
  const issues: Issue[] = [];
  const accelerator = findAccelerator(id);
  if (name === ALL_DISABLED) {
    issues.push(
      errorAt(
        `${path}.name`,
        'group-reserved',
        `must not be ${ALL_DISABLED}, which is the setting of nodes without partitions`,
      ),
    );
  }
  if (!accelerator) {
    issues.push(
      errorAt(
        `${path}.accelerator`,
        'accelerator-unknown',
        `names "${id}", which is not an accelerator that is known, such as nvidia-h100-sxm-80gb`,
      ),
    );
  } else if (accelerator.vendor !== 'nvidia') {
    issues.push(
      errorAt(
        `${path}.accelerator`,
        'accelerator-vendor',
        `names ${accelerator.title}, but these are settings of NVIDIA's device plugin`,
      ),
    );
  }
  if (vm && (mig || timeSlicing || mps)) {
    issues.push(
      errorAt(
        `${path}.vm`,
        'sharing-vm',
        'must not stand beside mig, timeSlicing or mps: GPUs of virtual machines are not given to pods',
      ),
    );
  }
  if (allocation === 'dra' && (!mig || timeSlicing || mps || vm)) {
    issues.push(
      errorAt(
        `${path}.allocation`,
        'sharing-claims',
        'must be device-plugin, unless the group has mig and nothing else: with dra the claims of pods say how a device is shared',
      ),
    );
  }
  if (mps && timeSlicing) {
    issues.push(
      errorAt(
        `${path}.mps`,
        'sharing-exclusive',
        'must not stand beside timeSlicing: a node shares all its GPUs one way; make two groups of nodes',
      ),
    );
  }
  if (mps && mig) {
    issues.push(
      errorAt(
        `${path}.mps`,
        'sharing-partitions',
        'must not stand beside mig: the device plugin shares whole GPUs only by MPS; use timeSlicing for partitions',
      ),
    );
  }
  if (mps) {
    issues.push(
      warningAt(
        `${path}.mps`,
        'sharing-experimental',
        'is experimental in the device plugin',
      ),
    );
  }
  if (timeSlicing) {
    issues.push(
      warningAt(
        `${path}.timeSlicing`,
        'sharing-memory',
        'does not keep pods apart in memory: one that takes too much makes the others fail',
      ),
    );
  }
  for (const [field, sharing] of Object.entries({ timeSlicing, mps })) {
    if (sharing && !sharing.rename) {
      issues.push(
        warningAt(
          `${path}.${field}.rename`,
          'sharing-names',
          'leaves the resource its name: pods cannot tell shared GPUs from whole ones but by the node label nvidia.com/gpu.product, which then ends with -SHARED',
        ),
      );
    }
  }
  return [...issues, ...checkLayouts({ group, accelerator, path })];
}

/** A node takes the settings of one group. */
function checkNodes(groups: readonly GroupInput[]): Issue[] {
  return groups.flatMap((group, index) => {
    const path = `groups[${index}].nodes`;
    const { nodes } = group;
    if (nodes.by === 'provisioning') {
      const labels = Object.entries(nodeLabels(group)).map(
        ([key, value]) => `${key}=${value}`,
      );
      return [
        warningAt(
          path,
          'nodes-labels',
          `has an effect on nodes only that bear ${labels.join(
            ' and ',
          )}: set it where they are provisioned`,
        ),
      ];
    }
    if (!isSelective(nodes)) {
      return [
        errorAt(
          path,
          'nodes-rule',
          'must have names or pciDevices, which the nodes of the group are found by',
        ),
      ];
    }
    return groups
      .slice(0, index)
      .flatMap((other, at) =>
        mayOverlap(nodes, other.nodes)
          ? [
              errorAt(
                path,
                'nodes-overlap',
                `may find the same nodes as groups[${at}]: a node is shared one way; name the nodes of both`,
              ),
            ]
          : [],
      );
  });
}

type NodeRule = Extract<GroupInput['nodes'], { by: 'rule' }>;

function isSelective(nodes: GroupInput['nodes']): nodes is NodeRule {
  return (
    nodes.by === 'rule' && nodes.names.length + nodes.pciDevices.length > 0
  );
}

function mayOverlap(a: GroupInput['nodes'], b: GroupInput['nodes']): boolean {
  if (!isSelective(a) || !isSelective(b)) {
    return false;
  }
  return (['names', 'pciDevices'] as const).every(
    key =>
      a[key].length === 0 ||
      b[key].length === 0 ||
      (a[key] as readonly string[]).some(value => b[key].includes(value)),
  );
}

/** The ConfigMaps do nothing until the GPU Operator is told of them. */
function checkReaders({ subject, input, platform }: Context): Issue[] {
  const { gpuOperator } = platform;
  const names = configNames(subject, platform);
  const groups = groupsByReader(input.groups);
  return (
    [
      ['plugin', 'devicePluginConfig', 'devicePlugin'],
      ['mig', 'migConfig', 'migManager'],
      ['vgpu', 'vgpuConfig', 'vgpuDeviceManager'],
    ] as const
  ).flatMap(([key, field, section]) =>
    groups[key].length > 0 && gpuOperator[field] === undefined
      ? [
          warningAt(
            `platform.gpuOperator.${field}`,
            'operator-config',
            `does not say which ConfigMap the GPU Operator reads, so that the settings are rendered as ${names[key]}: they have no effect until its ClusterPolicy names that under spec.${section}.config.name`,
          ),
        ]
      : [],
  );
}
