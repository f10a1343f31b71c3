import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import type { GpuQuotaInput } from './input';
import { kueueResource } from './resources';

/** Checks what Kueue needs to tell kinds of devices apart. */
export function checkFlavors({ flavors, enforcement }: GpuQuotaInput): Issue[] {
  return flavors.flatMap((flavor, index) => {
    const path = `flavors[${index}]`;
    const issues: Issue[] = [];
    const { devices, nodeLabels, topology } = flavor;
    const hasLabels = Object.keys(nodeLabels).length > 0;
    const resource = kueueResource(flavor);
    if (!enforcement.kueue) {
      return issues;
    }
    if (topology && !hasLabels) {
      issues.push(
        errorAt(
          `${path}.nodeLabels`,
          'flavor-topology',
          'must not be empty where there is a topology',
        ),
      );
    }
    if (
      !hasLabels &&
      resource !== undefined &&
      flavors.some(
        other => other !== flavor && kueueResource(other) === resource,
      )
    ) {
      issues.push(
        errorAt(
          `${path}.nodeLabels`,
          'flavor-labels',
          `must not be empty: other flavors are counted as ${resource} as well, and pods must find the nodes of this one`,
        ),
      );
    }
    if (devices.allocation === 'dra' && resource === undefined) {
      issues.push(
        errorAt(
          `${path}.devices.countedAs`,
          'flavor-resource',
          'is required with Kueue, which counts devices of a class as a resource; or choose an extendedResource',
        ),
      );
    }
    if (
      devices.allocation === 'dra' &&
      devices.countedAs &&
      devices.extendedResource
    ) {
      issues.push(
        errorAt(
          `${path}.devices.countedAs`,
          'flavor-resource',
          'must not stand beside extendedResource, which Kueue counts by itself',
        ),
      );
    } else if (devices.allocation === 'dra' && devices.countedAs) {
      issues.push(
        warningAt(
          `${path}.devices.countedAs`,
          'kueue-mapping',
          `has an effect once the configuration of Kueue maps ${devices.deviceClass} to ${devices.countedAs} under resources.deviceClassMappings; it counts claims from templates that ask for an exact number, and no alternatives`,
        ),
      );
    }
    return issues;
  });
}

/** What is promised must be there, and what is borrowed must be somebody's. */
export function checkSums({ flavors, quotas, cohort }: GpuQuotaInput): Issue[] {
  return flavors.flatMap(({ name, total }, index) => {
    const shares = quotas.flatMap((quota, at) =>
      quota.devices.flatMap((share, position) =>
        share.flavor === name
          ? [{ ...share, path: `quotas[${at}].devices[${position}]` }]
          : [],
      ),
    );
    const promised = shares.reduce(
      (sum, { guaranteed }) => sum + guaranteed,
      0,
    );
    const issues: Issue[] = [];
    if (total !== undefined && promised > total) {
      issues.push(
        errorAt(
          `flavors[${index}].total`,
          'quota-sum',
          `is ${total}, but the quotas guarantee ${promised}: not all of them could be had at once`,
        ),
      );
    }
    for (const share of shares) {
      const others = shares
        .filter(other => other !== share)
        .reduce(
          (sum, { guaranteed, lendable }) => sum + (lendable ?? guaranteed),
          0,
        );
      if (
        share.borrowable !== undefined &&
        share.borrowable > others &&
        cohort &&
        !cohort.parent &&
        !cohort.existing
      ) {
        issues.push(
          warningAt(
            `${share.path}.borrowable`,
            'quota-borrowing',
            `is ${share.borrowable}, but the others of the cohort lend ${others} at most`,
          ),
        );
      }
    }
    return issues;
  });
}
