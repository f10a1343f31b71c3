import {
  Accelerator,
  findPartitionLayoutProblems,
} from '@modelyard/llm-sizing';
import { Issue } from '@modelyard/llm-units';
import { errorAt } from '../../objects/issueOf';
import { wholeDevices } from './config';
import type { GroupInput } from './input';

/** Checks how GPUs are cut, and that only what is there is shared. */
export function checkLayouts(options: {
  group: GroupInput;
  accelerator: Accelerator | undefined;
  path: string;
}): Issue[] {
  return [
    ...checkPartitions(options),
    ...checkDevices(options),
    ...checkSingle(options),
    ...checkSlices(options),
  ];
}

interface Options {
  group: GroupInput;
  accelerator: Accelerator | undefined;
  path: string;
}

function checkPartitions({ group, accelerator, path }: Options): Issue[] {
  if (!accelerator || !group.mig) {
    return [];
  }
  return group.mig.layouts.flatMap(({ partitions }, at) => {
    const field = `${path}.mig.layouts[${at}].partitions`;
    return findPartitionLayoutProblems({
      accelerator,
      layout: partitions.map(({ profile, count }) => ({
        name: profile,
        count,
      })),
    }).map(({ index, message }) =>
      errorAt(
        index === undefined ? field : `${field}[${index}]`,
        'partition-layout',
        message,
      ),
    );
  });
}

/** Each GPU is cut one way, and exists. */
function checkDevices({ group, path }: Options): Issue[] {
  const { mig, gpusPerNode } = group;
  const layouts = mig?.layouts ?? [];
  const issues: Issue[] = [];
  const seen = new Map<number, number>();
  layouts.forEach(({ devices, partitions }, at) => {
    const field = `${path}.mig.layouts[${at}]`;
    if (devices === 'all' && layouts.length > 1) {
      issues.push(
        errorAt(
          `${field}.devices`,
          'layout-devices',
          'must name single GPUs where there are several layouts',
        ),
      );
    }
    for (const device of devices === 'all' ? [] : devices) {
      const first = seen.get(device);
      if (device >= gpusPerNode) {
        issues.push(
          errorAt(
            `${field}.devices`,
            'layout-devices',
            `names GPU ${device}, but a node has ${gpusPerNode}, counted from 0`,
          ),
        );
      }
      if (first !== undefined) {
        issues.push(
          errorAt(
            `${field}.devices`,
            'layout-devices',
            `names GPU ${device}, which ${
              first === at
                ? 'it names already'
                : `layouts[${first}] cuts already`
            }`,
          ),
        );
      }
      seen.set(device, first ?? at);
    }
    const profiles = partitions.map(({ profile }) => profile);
    if (new Set(profiles).size < profiles.length) {
      issues.push(
        errorAt(
          `${field}.partitions`,
          'layout-profiles',
          'must name each profile once, with its count',
        ),
      );
    }
  });
  return issues;
}

/** With the strategy `single` the device plugin offers nothing on a node whose partitions differ. */
function checkSingle({ group, path }: Options): Issue[] {
  const { mig } = group;
  if (mig?.strategy !== 'single') {
    return [];
  }
  const profiles = new Set(
    mig.layouts.flatMap(({ partitions }) =>
      partitions.map(({ profile, count }) => `${profile} x ${count}`),
    ),
  );
  const isWholeLeft = wholeDevices(group).length > 0;
  return profiles.size > 1 || isWholeLeft
    ? [
        errorAt(
          `${path}.mig.strategy`,
          'layout-single',
          `must be mixed, since ${
            isWholeLeft ? 'some GPUs stay whole' : 'partitions differ'
          }: with single, all GPUs of a node are cut alike`,
        ),
      ]
    : [];
}

/** Only what is there can be shared. */
function checkSlices({ group, path }: Options): Issue[] {
  const { mig, timeSlicing } = group;
  if (!timeSlicing) {
    return [];
  }
  const field = `${path}.timeSlicing`;
  const profiles = new Set(
    (mig?.layouts ?? []).flatMap(({ partitions }) =>
      partitions.map(({ profile }) => profile),
    ),
  );
  const hasWhole = mig?.strategy === 'single' || wholeDevices(group).length > 0;
  const issues: Issue[] = [];
  if (
    timeSlicing.replicas === undefined &&
    timeSlicing.partitions.length === 0
  ) {
    issues.push(
      errorAt(field, 'slices-none', 'must have replicas or partitions'),
    );
  }
  if (timeSlicing.replicas !== undefined && !hasWhole) {
    issues.push(
      errorAt(
        `${field}.replicas`,
        'slices-whole',
        'must be absent, since every GPU is cut: name the profiles under partitions',
      ),
    );
  }
  timeSlicing.partitions.forEach(({ profile }, index) => {
    if (mig?.strategy === 'single') {
      issues.push(
        errorAt(
          `${field}.partitions[${index}].profile`,
          'slices-single',
          'must be absent: with the strategy single, partitions are counted as GPUs, whose shares are replicas',
        ),
      );
    } else if (!profiles.has(profile)) {
      issues.push(
        errorAt(
          `${field}.partitions[${index}].profile`,
          'slices-profile',
          `names ${profile}, which no GPU of the group is cut into${
            profiles.size > 0 ? `; there are ${[...profiles].join(', ')}` : ''
          }`,
        ),
      );
    }
  });
  return issues;
}
