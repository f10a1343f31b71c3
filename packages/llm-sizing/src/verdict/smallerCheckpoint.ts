import { inGib } from '../sizing/known';
import { Group } from './groups';
import { sizingOf } from './placeSpace';
import { Reason, reason } from './reasonCodes';
import { Candidate, searchPlacement, SearchResult } from './search';
import { Variant } from './variants';

/** A smaller checkpoint that nobody has here: worth saying, but never a fit. */
export function smallerCheckpoint(options: {
  variant: Variant;
}): Variant | undefined {
  const { architecture, engine, version, workload } = options.variant;
  if (architecture.quantization !== undefined || engine.quantization) {
    return undefined;
  }
  const { weightBytes, storedTypes, weightFormats, ...rest } = architecture;
  return Variant.create({
    version,
    architecture: { ...rest, quantization: 'awq-int4' },
    engine,
    workload,
  });
}

/** Says that a 4-bit checkpoint would fit, where it would. */
export function checkpointReason(options: {
  smaller: Variant | undefined;
  group: Group;
}): Reason[] {
  const { smaller, group } = options;
  if (!smaller) {
    return [];
  }
  for (const space of group.spaces) {
    const table = smaller.tableFor(space.device);
    const best =
      table &&
      fittingBest(
        searchPlacement({
          variant: smaller,
          table,
          space,
          capacity: space.declared,
        }),
      );
    if (table && best) {
      const { memory } = sizingOf({ variant: smaller, table, space, best });
      return [
        reason(
          'needs-quantised-checkpoint',
          `needs a quantised checkpoint: one with 4-bit weights (up to ${inGib(
            memory.weights.high,
          )} on each device) would fit, but the model has none`,
        ),
      ];
    }
  }
  return [];
}

function fittingBest({ fit, best }: SearchResult): Candidate | undefined {
  return fit === 'fits' ? best : undefined;
}
