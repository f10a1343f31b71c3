import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import type { Platform } from '../../platform/Platform';
import { DeviceType, driverGates } from '../../devices/driver';
import type { ClaimInput } from './input';
import { driverConfigs } from './settings';
import { checkTargets, targetsOf } from './targets';

/** Most bytes of settings for a driver (Kubernetes, pkg/apis/resource). */
const MAX_PARAMETERS = 10 * 1024;

/** Checks how a device is shared or handed over: rules of the driver, and the feature gates that it has them behind. */
export function checkSharing(options: {
  claim: ClaimInput;
  types: ReadonlyMap<string, DeviceType>;
  platform: Platform;
  path: string;
}): Issue[] {
  const { claim, types, platform, path } = options;
  const { sharing, passthrough } = claim;
  const issues: Issue[] = [];
  const used = typesIn(claim, types);
  const gate = (at: string, name: string, what: string) => {
    if (!platform.featureGates.includes(name)) {
      issues.push(
        warningAt(
          at,
          'driver-gate',
          `needs the feature gate ${name} of the NVIDIA DRA driver, which is off unless its chart or the GPUCluster switches it on (${name}: true): without it ${what}`,
        ),
      );
    }
    if (
      platform.featureGates.includes(driverGates.dynamicMig) &&
      name !== driverGates.timeSlicing
    ) {
      issues.push(
        errorAt(
          at,
          'driver-gates-exclude',
          `is not possible on ${platform.name}: its driver runs with ${driverGates.dynamicMig}, which excludes ${name}`,
        ),
      );
    }
  };

  if (sharing) {
    const at = `${path}.sharing`;
    issues.push(
      ...checkTargets({
        claim,
        requests: sharing.requests,
        path: `${at}.requests`,
      }),
    );
    if (claim.use === 'each') {
      issues.push(
        warningAt(
          `${path}.use`,
          'sharing-each',
          'gives each pod a device of its own, so that only containers of one pod share it; choose shared to share it among pods',
        ),
      );
    }
    if (used.has('vfio')) {
      issues.push(
        errorAt(
          at,
          'sharing-passthrough',
          'is not possible for GPUs that are passed through: a virtual machine has the whole device',
        ),
      );
    }
    if (sharing.strategy === 'time-slicing') {
      if (used.has('mig')) {
        issues.push(
          errorAt(
            `${at}.strategy`,
            'sharing-partitions',
            'must be mps for MIG partitions: the driver has no time slices for them',
          ),
        );
      }
      gate(
        `${at}.strategy`,
        driverGates.timeSlicing,
        'the interval is refused when a pod starts',
      );
    } else {
      gate(
        `${at}.strategy`,
        driverGates.mps,
        'MPS is refused when a pod starts',
      );
    }
  }

  if (passthrough) {
    issues.push(
      ...checkTargets({
        claim,
        requests: passthrough.requests,
        path: `${path}.passthrough.requests`,
      }),
    );
    if ([...used].some(type => type !== 'vfio')) {
      issues.push(
        errorAt(
          `${path}.passthrough`,
          'passthrough-class',
          'is for GPUs that are passed through only: ask for devices of the class vfio.gpu.nvidia.com',
        ),
      );
    }
  }
  if (used.has('vfio')) {
    gate(
      path,
      driverGates.passthrough,
      'there are no devices that could be passed through',
    );
  }

  driverConfigs({ claim, types }).forEach(({ opaque }) => {
    if (JSON.stringify(opaque.parameters).length > MAX_PARAMETERS) {
      issues.push(
        errorAt(
          `${path}.sharing`,
          'parameters-length',
          'must come to at most 10 KiB of settings for the driver',
        ),
      );
    }
  });
  return issues;
}

/** Types of the devices of a claim, as far as their classes are known. */
function typesIn(
  claim: ClaimInput,
  types: ReadonlyMap<string, DeviceType>,
): Set<DeviceType> {
  return new Set(
    [...targetsOf(claim).values()].flatMap(name =>
      name === undefined ? [] : types.get(name) ?? [],
    ),
  );
}
