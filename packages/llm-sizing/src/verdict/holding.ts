import { inWords, knownCount } from '../sizing/known';
import { AssessedPool, DeviceUsage } from './AssessOptions';
import { Reason, reason } from './reasonCodes';
import { Candidate } from './search';
import { Space } from './spaces';
import { count, unitName } from './words';

/** What is to be said of the devices that are free. */
export function freeReasons(options: {
  pool: AssessedPool;
  usage: DeviceUsage | 'declared' | undefined;
  space: Space;
  /** The way to place the model on free devices, where there is one. */
  placed: boolean;
  best: Candidate | undefined;
}): Reason[] {
  const { pool, usage, space, placed, best } = options;
  if (space.free === undefined) {
    const because =
      usage === 'declared' ? undefined : usage?.unknownBecause ?? undefined;
    return [
      reason(
        'capacity-unknown',
        `unknown: no live capacity from ${
          pool.type === 'slurm' ? 'controller' : 'cluster'
        } ${pool.cluster}${because ? ` (${because})` : ''}`,
      ),
    ];
  }
  if (placed || !best) {
    return [];
  }
  const { total: free, largest } = space.free;
  const where = whereOf(best);
  return [
    reason(
      'no-free-devices',
      `needs ${count(best.units, space.unit)}${where}, but ${
        free === 0 ? 'none is' : `${inWords(free)} ${free === 1 ? 'is' : 'are'}`
      } free${
        where && free > 0 ? `, at most ${inWords(largest)} on one node` : ''
      }`,
    ),
  ];
}

/** Devices that share each layer must lie together, stages evenly on nodes, and copies anywhere. */
function whereOf(best: Candidate): string {
  const { unitsPerNode, nodesPerCopy, units, parallelism } = best;
  const size = unitsPerNode * nodesPerCopy;
  if (size === 1) {
    return '';
  }
  if (parallelism.pipelineParallel > 1) {
    return `,${
      size === units ? '' : ` ${size} at a time,`
    } on one node or evenly on several`;
  }
  return unitsPerNode === units
    ? ' on one node'
    : `, ${unitsPerNode} on one node each time`;
}

const WITHIN = { reasons: [] };

/** What is to be said of the quota of the group that will own the deployment. */
export function quotaReasons(options: {
  usage: DeviceUsage | 'declared' | undefined;
  best: Candidate | undefined;
  unit: Space['unit'];
}): { reasons: Reason[]; left?: number } {
  const { usage, best, unit } = options;
  const quota = usage === 'declared' ? undefined : usage?.quota;
  if (!quota || !best) {
    return WITHIN;
  }
  const limit = knownCount(quota.limit) ?? 0;
  const borrowable = knownCount(quota.borrowable) ?? 0;
  const needed = best.units;
  if (quota.used === undefined || !(quota.used >= 0)) {
    // More than the whole quota is too much, whatever of it is in use.
    return needed > limit + borrowable
      ? { reasons: [beyondAll(needed, limit + borrowable, unit)] }
      : {
          reasons: [
            reason(
              'quota-use-unknown',
              `unknown: how much of its quota of ${count(
                limit,
                unit,
              )} the owning group holds`,
            ),
          ],
        };
  }
  const left = Math.max(0, limit - quota.used);
  const most = Math.max(0, limit + borrowable - quota.used);
  if (needed > most) {
    return { left, reasons: [exceeded(needed, most, unit)] };
  }
  return needed > left
    ? {
        left,
        reasons: [
          reason(
            'quota-borrowed',
            `${needed - left} of ${count(
              needed,
              unit,
            )} would be borrowed from other groups, which may take ${
              needed - left === 1 ? 'it' : 'them'
            } back`,
          ),
        ],
      }
    : { left, reasons: [] };
}

/** The whole quota is too small: what is left of it need not be known. */
function beyondAll(needed: number, all: number, unit: Space['unit']): Reason {
  return reason(
    'quota-exceeded',
    `the owning group may hold ${
      all === 0 ? `no ${unitName(unit)}` : `${count(all, unit)} at most`
    } there, and ${needed} ${needed === 1 ? 'is' : 'are'} needed`,
  );
}

function exceeded(needed: number, left: number, unit: Space['unit']): Reason {
  return reason(
    'quota-exceeded',
    left === 0
      ? `the owning group has no ${unitName(unit)} left there, and ${needed} ${
          needed === 1 ? 'is' : 'are'
        } needed`
      : `the owning group has ${count(
          left,
          unit,
        )} left there, but ${needed} are needed`,
  );
}
