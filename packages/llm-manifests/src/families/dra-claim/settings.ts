import { DeviceType, DRIVER } from '../../devices/driver';
import type { ClaimInput, SharingInput } from './input';
import { targetsOf } from './targets';

/** The API of the driver's settings. */
const API = 'resource.nvidia.com/v1beta1';

interface DriverConfig {
  requests?: readonly string[];
  opaque: { driver: string; parameters: Record<string, unknown> };
}

/** Settings for the driver. Each kind of device has settings of its own. */
export function driverConfigs(options: {
  claim: ClaimInput;
  types: ReadonlyMap<string, DeviceType>;
}): DriverConfig[] {
  const { claim } = options;
  const { sharing, passthrough } = claim;
  return [
    ...(sharing
      ? sharedTargets({ ...options, sharing }).map(({ kind, requests }) =>
          config(requests, { kind, sharing: sharingParameters(sharing) }),
        )
      : []),
    ...(passthrough
      ? [
          config(passthrough.requests, {
            kind: 'VfioDeviceConfig',
            iommu: {
              backendPolicy:
                passthrough.iommu === 'legacy' ? 'LegacyOnly' : 'PreferIommuFD',
              enableAPIDevice: passthrough.apiDevice,
            },
          }),
        ]
      : []),
  ];
}

/** The requests that share their devices, by kind of settings; no requests where one kind is for all. */
function sharedTargets(options: {
  claim: ClaimInput;
  sharing: SharingInput;
  types: ReadonlyMap<string, DeviceType>;
}): Array<{ kind: string; requests: readonly string[] }> {
  const { claim, sharing, types } = options;
  const targets = [...targetsOf(claim)].flatMap(([name, deviceClass]) =>
    deviceClass !== undefined &&
    (sharing.requests.length === 0 ||
      sharing.requests.includes(name) ||
      sharing.requests.includes(name.split('/')[0]))
      ? [{ name, isPartition: types.get(deviceClass) === 'mig' }]
      : [],
  );
  const kinds = [
    {
      kind: 'GpuConfig',
      of: targets.filter(({ isPartition }) => !isPartition),
    },
    {
      kind: 'MigDeviceConfig',
      of: targets.filter(({ isPartition }) => isPartition),
    },
  ].filter(({ of }) => of.length > 0);
  return kinds.map(({ kind, of }) => ({
    kind,
    requests:
      kinds.length === 1 ? sharing.requests : of.map(({ name }) => name),
  }));
}

function config(
  requests: readonly string[],
  parameters: Record<string, unknown>,
): DriverConfig {
  return {
    ...(requests.length > 0 && { requests }),
    opaque: { driver: DRIVER, parameters: { apiVersion: API, ...parameters } },
  };
}

function sharingParameters(sharing: SharingInput): Record<string, unknown> {
  if (sharing.strategy === 'time-slicing') {
    return {
      strategy: 'TimeSlicing',
      timeSlicingConfig: { interval: sharing.interval },
    };
  }
  const { activeThreadPercentage, memoryLimit, memoryLimits } = sharing;
  const mpsConfig = {
    ...(activeThreadPercentage !== undefined && {
      defaultActiveThreadPercentage: activeThreadPercentage,
    }),
    ...(memoryLimit && { defaultPinnedDeviceMemoryLimit: memoryLimit }),
    ...(Object.keys(memoryLimits).length > 0 && {
      defaultPerDevicePinnedMemoryLimit: memoryLimits,
    }),
  };
  return {
    strategy: 'MPS',
    ...(Object.keys(mpsConfig).length > 0 && { mpsConfig }),
  };
}
