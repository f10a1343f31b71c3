import { Accelerator } from '../Accelerator';
import { findAccelerator } from '../accelerators';
import {
  AssessedDevices,
  AssessedPool,
  AssessOptions,
  DeviceUsage,
} from './AssessOptions';
import { PolicyVerdict } from './Assessment';
import { checkPolicy } from './policy';
import { Reason, reason } from './reasonCodes';
import { SpaceFactory } from './SpaceFactory';
import { findSpaces, Space } from './spaces';
import { list } from './words';

/** A device group with everything that does not depend on version and engine. */
export interface Group {
  readonly pool: AssessedPool;
  readonly devices: AssessedDevices;
  readonly policy: PolicyVerdict;
  /** What is in use of it; undefined where nothing is known. */
  readonly usage: DeviceUsage | 'declared' | undefined;
  readonly accelerator: Accelerator | undefined;
  readonly spaces: readonly Space[];
  /** What is to be said of it before anything is placed. */
  readonly reasons: readonly Reason[];
}

const NO_REASONS: readonly Reason[] = [];

/** Reads all device groups of all pools. Equal devices become one, so that what is computed for them is computed once. */
export function readGroups(options: AssessOptions): Group[] {
  const { model, pools, policy = {}, usage, intent } = options;
  const factory = SpaceFactory.create();
  const accelerators = new Map<string, Accelerator | undefined>();
  const usages = new Map<string, Map<string, DeviceUsage>>();
  if (usage !== 'declared') {
    for (const entry of usage) {
      const ofPool = usages.get(entry.pool) ?? new Map<string, DeviceUsage>();
      usages.set(entry.pool, ofPool.set(entry.devices, entry));
    }
  }
  return pools.flatMap(pool => {
    const verdict = checkPolicy({
      model,
      base: intent?.base && { ...intent.base, name: intent.base.model },
      place: pool,
      policy,
    });
    return pool.devices.map((devices): Group => {
      const { accelerator: id } = devices;
      if (!accelerators.has(id)) {
        accelerators.set(id, findAccelerator(id));
      }
      const accelerator = accelerators.get(id);
      const used =
        usage === 'declared' ? usage : usages.get(pool.name)?.get(devices.name);
      const { spaces, reasons } = accelerator
        ? findSpaces({ devices, accelerator, usage: used, factory })
        : unknownAccelerator(id);
      return {
        pool,
        devices,
        policy: verdict,
        usage: used,
        accelerator,
        spaces,
        reasons: withFamily({ pool, devices, wanted: intent?.family, reasons }),
      };
    });
  });
}

function unknownAccelerator(id: string) {
  return {
    spaces: [],
    reasons: [
      reason(
        'accelerator-unknown',
        `unknown: nothing is known of the accelerator "${id}"`,
      ),
    ],
  };
}

function withFamily(options: {
  pool: AssessedPool;
  devices: AssessedDevices;
  wanted: string | undefined;
  reasons: readonly Reason[];
}): readonly Reason[] {
  const { pool, devices, wanted, reasons } = options;
  const { servedBy } = devices;
  if (servedBy?.length === 0) {
    return [
      reason(
        'no-family',
        pool.type === 'slurm'
          ? `nothing that is rendered here runs under the Slurm controller ${pool.cluster}`
          : `nothing here can run a model on ${devices.name} of ${pool.name}`,
      ),
      ...reasons,
    ];
  }
  if (servedBy && wanted !== undefined && !servedBy.includes(wanted)) {
    return [
      reason(
        'family-not-here',
        `${wanted} cannot run a model on ${devices.name} of ${
          pool.name
        }, but ${list(servedBy)} can`,
      ),
      ...reasons,
    ];
  }
  return reasons.length === 0 ? NO_REASONS : reasons;
}
