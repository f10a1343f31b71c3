import type { FlavorInput, GpuQuotaInput, QuotaInput } from './input';

/** The resource that Kueue counts the devices of a flavour as; undefined where it counts none. */
export function kueueResource({ devices }: FlavorInput): string | undefined {
  return devices.allocation === 'device-plugin'
    ? devices.resource
    : devices.extendedResource ?? devices.countedAs;
}

/** Keys of a ResourceQuota that the devices of a flavour count for. */
function quotaKeys({ devices }: FlavorInput): string[] {
  if (devices.allocation === 'device-plugin') {
    return [`requests.${devices.resource}`];
  }
  return [
    `${devices.deviceClass}.deviceclass.resource.k8s.io/devices`,
    // Devices that a pod gets without a claim count for both.
    ...(devices.extendedResource
      ? [`requests.${devices.extendedResource}`]
      : []),
  ];
}

/** What a namespace may ask for at most: with Kueue, what is borrowed counts as well. */
export function hardLimits(
  quota: QuotaInput,
  input: GpuQuotaInput,
): Record<string, string> {
  const limits = new Map<string, number>();
  for (const { flavor: name, guaranteed, borrowable = 0 } of quota.devices) {
    const flavor = input.flavors.find(item => item.name === name);
    for (const key of flavor ? quotaKeys(flavor) : []) {
      limits.set(
        key,
        (limits.get(key) ?? 0) +
          guaranteed +
          (input.enforcement.kueue ? borrowable : 0),
      );
    }
  }
  return {
    ...Object.fromEntries(
      [...limits].map(([key, value]) => [key, String(value)]),
    ),
    ...(quota.claims !== undefined && {
      'count/resourceclaims.resource.k8s.io': String(quota.claims),
    }),
  };
}
