import { Accelerator } from './Accelerator';

/**
 * Partitions of one profile on a device, such as the device's MIG layout lists them.
 *
 * @public
 */
export interface PartitionCount {
  /** Name of the profile. */
  readonly name: string;
  /** Partitions of this profile on each device. */
  readonly count: number;
}

/**
 * Why a device cannot be cut in a certain way.
 *
 * @public
 */
export interface PartitionLayoutProblem {
  /** Place in the layout; absent where the layout as a whole is the problem. */
  readonly index?: number;
  /** A profile that the accelerator does not have, or more than it can hold. */
  readonly kind: 'unknown_profile' | 'too_many';
  /** What is wrong; it reads on after the field that holds the layout. */
  readonly message: string;
}

/**
 * Checks whether a device can be cut into partitions: every profile exists on it, no profile is asked for more often than
 * it fits, and together they take no more compute and memory slices than there are. Whether the slices can also be placed
 * beside each other is the driver's last word.
 *
 * @returns Nothing when the layout is possible
 * @public
 */
export function findPartitionLayoutProblems(options: {
  accelerator: Accelerator;
  layout: readonly PartitionCount[];
}): PartitionLayoutProblem[] {
  const { accelerator, layout } = options;
  const problems: PartitionLayoutProblem[] = [];
  let compute = 0;
  let memory = 0;
  const counts = new Map<string, number>();

  layout.forEach(({ name, count }, index) => {
    const profile = accelerator.partitionProfiles.find(p => p.name === name);
    if (!profile) {
      problems.push({
        index,
        kind: 'unknown_profile',
        message: unknownProfile(accelerator, name),
      });
      return;
    }
    const total = (counts.get(name) ?? 0) + count;
    counts.set(name, total);
    if (total > profile.maxPerDevice) {
      problems.push({
        index,
        kind: 'too_many',
        message: `asks for ${total} partitions ${name}, but at most ${profile.maxPerDevice} fit on one ${accelerator.title}`,
      });
    }
    compute += count * profile.computeSlices;
    memory += count * profile.memorySlices;
  });

  const exceeded = [
    compute > accelerator.computeSlices &&
      `${compute} of ${accelerator.computeSlices} compute slices`,
    memory > accelerator.memorySlices &&
      `${memory} of ${accelerator.memorySlices} memory slices`,
  ].filter(Boolean);
  if (problems.length === 0 && exceeded.length > 0) {
    problems.push({
      kind: 'too_many',
      message: `takes ${exceeded.join(' and ')} of one ${accelerator.title}`,
    });
  }
  return problems;
}

function unknownProfile(accelerator: Accelerator, name: string): string {
  const known = accelerator.partitionProfiles.map(profile => profile.name);
  return known.length === 0
    ? `names the partition profile "${name}", but ${accelerator.title} cannot be partitioned`
    : `names the partition profile "${name}", which ${
        accelerator.title
      } does not have; it has ${known.join(', ')}`;
}
