import { Accelerator } from '../Accelerator';
import { Device, partitionOf, shareOf } from '../sizing/Device';
import { knownCount } from '../sizing/known';
import { AssessedDevices, DeviceUsage } from './AssessOptions';
import { Reason, reason } from './reasonCodes';
import { Capacity, Joining } from './Capacity';
import { SpaceFactory } from './SpaceFactory';

/** Links between the devices themselves. */
const DIRECT: readonly string[] = ['nvlink', 'infinity-fabric'];

const APART: Joining = {
  joinable: false,
  fastInNode: false,
  fastBeyondNode: false,
};

/** Units of one kind that a device group hands out, and how they can be joined. */
export interface Space extends Joining {
  readonly device: Device;
  readonly unit: 'gpu' | 'partition' | 'share';
  /** What the pool declares, and what is free now; undefined where nobody knows. */
  readonly declared: Capacity;
  readonly free: Capacity | undefined;
}

/** The units of a device group, one space for each kind of partition, or why there are none. */
export function findSpaces(options: {
  devices: AssessedDevices;
  accelerator: Accelerator;
  usage: DeviceUsage | 'declared' | undefined;
  factory: SpaceFactory;
}): { spaces: readonly Space[]; reasons: readonly Reason[] } {
  const { devices, accelerator, usage, factory } = options;
  const { sharing } = devices;
  const nodes = knownCount(devices.nodes) ?? 0;
  const perNode = knownCount(devices.perNode) ?? 0;
  if (nodes === 0 || perNode === 0) {
    return none(reason('no-devices', `${devices.name} has no devices`));
  }
  if (sharing.strategy === 'mig') {
    return partitionSpaces({ ...options, gpus: nodes * perNode });
  }
  const device =
    sharing.strategy === 'exclusive'
      ? factory.wholeDevice(accelerator)
      : shareOf({
          accelerator,
          replicas: sharing.replicas,
          memoryLimitBytes: sharing.memoryLimitBytes,
          seesOwnMemory: sharing.strategy === 'vgpu',
        });
  if (!device) {
    return none(
      reason(
        'sharing-incomplete',
        `unknown: ${devices.name} shares each ${accelerator.title}, but does not say among how many workloads`,
      ),
    );
  }
  const isWhole = device.kind === 'gpu';
  const units = isWhole
    ? perNode
    : perNode * (knownCount(sharing.replicas) ?? 1);
  const joining: Joining = {
    joinable: isWhole,
    fastInNode: isWhole && hasFastLink(devices, accelerator),
    fastBeyondNode: isWhole && reachesBeyondNode(devices),
  };
  const declared = factory.capacity([{ units, count: nodes }], joining);
  return {
    reasons: [],
    spaces: [
      {
        device: isWhole ? device : factory.part(device),
        unit: isWhole ? 'gpu' : 'share',
        declared,
        free:
          usage === 'declared'
            ? declared
            : freeNodes({ usage, most: units, joining, factory }),
        joinable: joining.joinable,
        fastInNode: joining.fastInNode,
        fastBeyondNode: joining.fastBeyondNode,
      },
    ],
  };
}

function partitionSpaces(options: {
  devices: AssessedDevices;
  accelerator: Accelerator;
  usage: DeviceUsage | 'declared' | undefined;
  factory: SpaceFactory;
  gpus: number;
}): { spaces: readonly Space[]; reasons: readonly Reason[] } {
  const { devices, accelerator, usage, factory, gpus } = options;
  const profiles = devices.sharing.profiles ?? [];
  const spaces = profiles.flatMap(({ name, count }): Space[] => {
    const device = partitionOf(accelerator, name);
    const each = knownCount(count);
    if (!device || !each) {
      return [];
    }
    // Partitions cannot be joined, so it does not matter which node has which.
    const declared = factory.capacity(
      [{ units: each * gpus, count: 1 }],
      APART,
    );
    return [
      {
        device: factory.part(device),
        unit: 'partition',
        declared,
        free:
          usage === 'declared'
            ? declared
            : freePartitions({ usage, profile: name, factory }),
        ...APART,
      },
    ];
  });
  if (spaces.length > 0) {
    return { spaces, reasons: [] };
  }
  const isKnown = profiles.some(
    ({ name, count }) => partitionOf(accelerator, name) && count === 0,
  );
  return none(
    isKnown
      ? reason('no-devices', `${devices.name} has no partitions`)
      : reason(
          'sharing-incomplete',
          `unknown: ${devices.name} is cut into partitions, but names none that ${accelerator.title} has`,
        ),
  );
}

function none(found: Reason) {
  return { spaces: [], reasons: [found] };
}

function freeNodes(options: {
  usage: DeviceUsage | undefined;
  most: number;
  joining: Joining;
  factory: SpaceFactory;
}): Capacity | undefined {
  const { usage, most, joining, factory } = options;
  if (!usage?.freePerNode) {
    return undefined;
  }
  // Nodes have few devices, and so few numbers of free ones: each is put in its place.
  const nodes: Array<{ units: number; count: number }> = [];
  for (const free of usage.freePerNode) {
    // More than the node has would be a mistake of the count.
    const units = Math.min(knownCount(free) ?? 0, most);
    let place = 0;
    while (place < nodes.length && nodes[place].units > units) {
      place += 1;
    }
    if (nodes[place]?.units === units) {
      nodes[place].count += 1;
    } else if (units > 0) {
      nodes.splice(place, 0, { units, count: 1 });
    }
  }
  return factory.capacity(nodes, joining);
}

function freePartitions(options: {
  usage: DeviceUsage | undefined;
  profile: string;
  factory: SpaceFactory;
}): Capacity | undefined {
  const { usage, profile, factory } = options;
  if (!usage?.freePartitions) {
    return undefined;
  }
  const units = usage.freePartitions.reduce(
    (sum, free) =>
      free.profile === profile ? sum + (knownCount(free.count) ?? 0) : sum,
    0,
  );
  return factory.capacity(units === 0 ? [] : [{ units, count: 1 }], APART);
}

/** What the pool says of the link in its nodes; where it says nothing of it, what the accelerator always has. */
function hasFastLink(
  { interconnect }: AssessedDevices,
  { peerAccess }: Accelerator,
): boolean {
  if (interconnect && DIRECT.includes(interconnect.kind)) {
    return true;
  }
  // A network that reaches beyond the node joins nodes, and says nothing of what is in them.
  const isSilent = interconnect === undefined || interconnect.span !== 'node';
  return (
    isSilent &&
    (peerAccess ?? []).some(
      ({ kind, optional }) => kind !== 'pcie' && optional !== true,
    )
  );
}

/** Adding up results of every layer needs a link between the devices themselves, not a network between nodes. */
function reachesBeyondNode({ interconnect }: AssessedDevices): boolean {
  return (
    interconnect !== undefined &&
    interconnect.span !== 'node' &&
    DIRECT.includes(interconnect.kind)
  );
}
