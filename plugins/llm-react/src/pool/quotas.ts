import {
  deviceGroupCapacity,
  type CapacityUnit,
  type GpuPoolSpec,
} from '@modelyard/plugin-llm-common';

/**
 * What one group may hold of a device group.
 *
 * @public
 */
export interface QuotaShare {
  /** Entity ref of the group, as declared. */
  readonly group: string;
  readonly limit: number;
  /** Units beyond the limit while others leave them idle. */
  readonly borrowable?: number;
  /** Limit over the device group's units; undefined where those are open. */
  readonly ratio?: number;
}

/**
 * All quotas of one device group against what it holds.
 *
 * @public
 */
export interface DeviceGroupQuotas {
  readonly devices: string;
  /** False when quotas name a device group that the pool does not have. */
  readonly known: boolean;
  readonly unit: CapacityUnit;
  /** Units that the device group holds. */
  readonly units?: number;
  readonly shares: readonly QuotaShare[];
  /** Sum of the limits. */
  readonly limits: number;
  /**
   * Units that no limit speaks for; negative when limits promise more than
   * there is, undefined where it cannot be told.
   */
  readonly unassigned?: number;
}

/** For quotas of a device group that the pool does not have. */
const fallback = { unit: 'gpu', units: undefined } as const;

/**
 * Sets the declared quotas of a pool against its declared devices, device
 * group by device group, since their units differ. Device groups without a
 * quota are listed with no shares.
 *
 * @public
 */
export function quotasOf(spec: GpuPoolSpec): DeviceGroupQuotas[] {
  const quotas = spec.quotas ?? [];
  const names = new Set([
    ...spec.devices.map(group => group.name),
    ...quotas.map(quota => quota.devices),
  ]);
  return [...names].map(devices => {
    const group = spec.devices.find(({ name }) => name === devices);
    const { unit, units } = group ? deviceGroupCapacity(group) : fallback;
    const shares = quotas
      .filter(quota => quota.devices === devices)
      .map(quota => ({
        group: quota.group,
        limit: quota.limit,
        borrowable: quota.borrowable,
        ratio: units ? quota.limit / units : undefined,
      }));
    const limits = shares.reduce((sum, share) => sum + share.limit, 0);
    return {
      devices,
      known: group !== undefined,
      unit,
      units,
      shares,
      limits,
      unassigned: units === undefined ? undefined : units - limits,
    };
  });
}
