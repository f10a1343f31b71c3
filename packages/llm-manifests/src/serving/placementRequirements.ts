import { driverClasses } from '../devices/driver';
import type { PlatformRequirement } from '../platform/requirements';
import { PlacementInput } from './placement';

/** What a placement needs of the target. */
export function placementRequirements(
  placement: PlacementInput,
): PlatformRequirement[] {
  const { allocation, deviceClass, sharedClaim, claimTemplate } = placement;
  if (allocation !== 'dra') {
    return [];
  }
  const instead = 'use the allocation device-plugin';
  // What an existing claim asks for is not known here.
  const asksDriver =
    sharedClaim === undefined &&
    claimTemplate === undefined &&
    driverClasses.has(deviceClass);
  return [
    {
      component: 'kubernetes',
      atLeast: '1.34',
      why: 'allocating GPUs by claims (DRA)',
      instead,
    },
    ...(asksDriver
      ? [
          {
            component: 'nvidiaDraDriver' as const,
            atLeast: '0.4',
            why: `handing out devices of the class ${deviceClass}`,
            instead,
          },
        ]
      : []),
  ];
}
