import { knownCount } from '../sizing/known';
import { KnownWorkload } from '../sizing/Workload';
import { AssessedVersion, BaseDeployment } from './AssessOptions';
import { closeVerdict, OpenVerdict } from './closeVerdict';
import { Group } from './groups';
import { placementOf, sizingOf } from './placeSpace';
import { Reason, reason } from './reasonCodes';
import { Request } from './Request';
import { searchPlacement } from './search';
import { Variant } from './variants';

/** The rank that the engine prepares for where nobody says otherwise. */
const DEFAULT_RANK = 16;

/**
 * The verdict on an adapter in the deployment of its base. It takes no devices of its own, so that neither free devices nor
 * quota nor budget are asked: but the base must keep room for it, and still hold its requests.
 */
export function assessOnBase(options: {
  request: Request;
  version: AssessedVersion;
  base: BaseDeployment;
  workload: KnownWorkload;
  group: Group;
}): OpenVerdict {
  const { request, version, base, workload, group } = options;
  const { accelerator, spaces, reasons } = group;
  const variant = Variant.create({
    version: version.name,
    architecture: base.architecture,
    engine: engineFor(version, base),
    workload,
  });
  // Partitions are in the order of the pool; the base runs on the first that holds it.
  const tried = spaces.flatMap(space => {
    const table = variant.tableFor(space.device);
    const found =
      table &&
      searchPlacement({ variant, table, space, capacity: space.declared });
    return table && found ? [{ space, table, found }] : [];
  });
  const chosen =
    tried.find(({ found }) => found.fit === 'fits') ??
    tried.find(({ found }) => found.fit === 'tight') ??
    tried[0];
  request.candidates += tried.reduce(
    (sum, { found }) => sum + found.considered,
    0,
  );
  const best = chosen?.found.best;
  return closeVerdict(request, group, {
    before: [
      ...adapterReasons(version, base),
      ...(accelerator ? request.reasonsFor(variant, accelerator) : []),
      ...reasons,
    ],
    fitting: chosen?.found.reasons,
    placement: best && {
      ...placementOf({ variant, space: chosen.space, best }),
      units: 0,
    },
    sizing: best && sizingOf({ variant, ...chosen, best }),
  });
}

/** The base as it must be told to run so that it can serve the adapter too. */
function engineFor(
  { adapter }: AssessedVersion,
  { engine }: BaseDeployment,
): BaseDeployment['engine'] {
  const rank = knownCount(adapter?.rank) ?? DEFAULT_RANK;
  return {
    ...engine,
    lora: {
      maxLoras: engine.lora?.maxLoras ?? 1,
      maxRank: Math.max(
        rank,
        engine.lora ? engine.lora.maxRank ?? DEFAULT_RANK : 0,
      ),
    },
  };
}

function adapterReasons(
  { name, adapter }: AssessedVersion,
  base: BaseDeployment,
): Reason[] {
  const reasons: Reason[] = [];
  const trainedFor = adapter?.baseModel;
  if (
    trainedFor !== undefined &&
    (trainedFor !== base.model ||
      (adapter?.baseVersion !== undefined &&
        adapter.baseVersion !== base.version))
  ) {
    reasons.push(
      reason(
        'adapter-other-base',
        `${name} was trained for ${[trainedFor, adapter?.baseVersion]
          .filter(Boolean)
          .join(' ')}, but ${base.deployment} serves ${base.model} ${
          base.version
        }`,
      ),
    );
  }
  const rank = knownCount(adapter?.rank);
  if (rank === undefined) {
    reasons.push(
      reason(
        'adapter-rank-unknown',
        `unknown: the rank of ${name}, which decides how much room it takes`,
      ),
    );
  }
  const allowed = base.engine.lora
    ? base.engine.lora.maxRank ?? DEFAULT_RANK
    : undefined;
  if (allowed === undefined || (rank ?? 0) > allowed) {
    reasons.push(
      reason(
        'base-must-change',
        allowed === undefined
          ? `${base.deployment} takes no adapters yet: its owner must agree to a change that restarts it`
          : `${base.deployment} takes adapters of rank ${allowed} at most: its owner must agree to a change that restarts it`,
      ),
    );
  }
  if (base.retiresOn !== undefined) {
    reasons.push(
      reason(
        'base-retires',
        `${base.model} retires on ${base.retiresOn}, and ${name} with it`,
      ),
    );
  }
  return reasons;
}
