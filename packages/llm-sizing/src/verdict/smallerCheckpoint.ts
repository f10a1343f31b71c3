import { Architecture } from '../architecture/Architecture';
import { inGib } from '../sizing/known';
import { AssessedVersion } from './AssessOptions';
import { verdictOf } from './closeVerdict';
import { Group } from './groups';
import { sizingOf } from './placeSpace';
import { Reason, reason } from './reasonCodes';
import { Request } from './Request';
import { Candidate, searchPlacement, SearchResult } from './search';
import { Variant } from './variants';

const FOUR_BIT: ReadonlyArray<Architecture['quantization']> = [
  'awq-int4',
  'gptq-int4',
  'nvfp4',
  'mxfp4',
];

/** A smaller checkpoint that nobody has here: worth saying, but never a fit. */
export function smallerCheckpoint({
  variant: { architecture, engine, version, workload },
  versions,
}: {
  variant: Variant;
  versions: readonly AssessedVersion[];
}): Variant | undefined {
  const has4Bit = versions.some(known =>
    FOUR_BIT.includes(known.architecture?.quantization),
  );
  if (
    has4Bit ||
    architecture.quantization !== undefined ||
    engine.quantization
  ) {
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

/** Says that a 4-bit checkpoint would fit, where it would and nothing but memory is in the way. */
export function checkpointReason(options: {
  request: Request;
  smaller: Variant | undefined;
  group: Group;
}): Reason[] {
  const { request, smaller, group } = options;
  const { accelerator } = group;
  if (
    !smaller ||
    !accelerator ||
    verdictOf(request.reasonsFor(smaller, accelerator)) !== 'fits'
  ) {
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
