import {
  closeVerdict,
  Found,
  OpenVerdict,
  together,
  verdictOf,
} from './closeVerdict';
import { Money } from '@modelyard/llm-units';
import { budgetReasons } from './budget';
import { chooseSpace, partOfGpus } from './chooseSpace';
import { costOf, costPerMonth } from './cost';
import { Group } from './groups';
import { freeReasons, quotaReasons } from './holding';
import { placementOf, sizingOf } from './placeSpace';
import { placeReasons } from './placeReasons';
import { Reason } from './reasonCodes';
import { Request } from './Request';
import { Candidate, searchPlacement, SearchResult } from './search';
import { Capacity } from './Capacity';
import { Space } from './spaces';
import { ShapeTable } from './ShapeTable';
import { Variant } from './variants';

/** Assesses one device group for one variant. */
export function assessGroup(options: {
  request: Request;
  variant: Variant;
  group: Group;
}): OpenVerdict {
  const { request, variant, group } = options;
  const { spaces } = group;
  const before = reasonsBefore(options);
  const tried = spaces.map(space => ({
    space,
    verdict: closeVerdict(
      request,
      group,
      inSpace({ request, variant, group, space, before }),
    ),
  }));
  return chooseSpace(tried) ?? closeVerdict(request, group, { before });
}

/** Units and cost of what fits. */
export interface Fit {
  readonly units: number;
  readonly perMonth: Money | undefined;
}

/**
 * Whether the verdict on a group would be an accepted `fits`, without all that is to be said of it: most other variants do
 * not fit either, and need no more than that.
 */
export function fitOf(options: {
  request: Request;
  variant: Variant;
  group: Group;
}): Fit | undefined {
  const { request, variant, group } = options;
  const { policy, devices, usage, spaces } = group;
  if (
    policy.state !== 'allowed' ||
    verdictOf(reasonsBefore(options)) !== 'fits'
  ) {
    return undefined;
  }
  let cheapest: (Fit & { taken: number }) | undefined;
  for (const space of spaces) {
    const table = variant.tableFor(space.device);
    const best = table && fittingIn(request, variant, space, table);
    if (
      best &&
      quotaReasons({ usage, best, unit: space.unit }).reasons.length === 0
    ) {
      const perMonth = costPerMonth({
        pricePerGpuHour: devices.pricePerGpuHour,
        units: best.units,
        share: space.device.share,
      });
      const { units } = best;
      const taken = partOfGpus(units, space);
      const isCheaper =
        !cheapest ||
        taken < cheapest.taken ||
        (taken === cheapest.taken && units < cheapest.units);
      if (isCheaper && budgetReasons(request.budget, perMonth).length === 0) {
        cheapest = { units, perMonth, taken };
      }
    }
  }
  return cheapest && { units: cheapest.units, perMonth: cheapest.perMonth };
}

function reasonsBefore(options: {
  request: Request;
  variant: Variant;
  group: Group;
}): readonly Reason[] {
  const { request, variant, group } = options;
  const { accelerator, reasons } = group;
  if (!accelerator) {
    return reasons;
  }
  const ofVariant = request.reasonsFor(variant, accelerator);
  return reasons.length === 0 ? ofVariant : [...reasons, ...ofVariant];
}

function search(
  request: Request,
  variant: Variant,
  space: Space,
  table: ShapeTable,
  capacity: Capacity,
): SearchResult {
  const found =
    table.searches.get(capacity) ??
    searchPlacement({ variant, table, space, capacity });
  request.candidates += found.considered;
  return found;
}

/** The best way on free devices, where the variant fits on declared ones too. */
function fittingIn(
  request: Request,
  variant: Variant,
  space: Space,
  table: ShapeTable,
): Candidate | undefined {
  const { declared, free } = space;
  // The free ones first: they are fewer, and more often not enough.
  if (!free || free.total < table.fewestUnits) {
    return undefined;
  }
  const found = search(request, variant, space, table, free);
  return found.fit === 'fits' &&
    search(request, variant, space, table, declared).fit === 'fits'
    ? found.best
    : undefined;
}

function inSpace(options: {
  request: Request;
  variant: Variant;
  group: Group;
  space: Space;
  before: readonly Reason[];
}): Found {
  const { request, variant, group, space, before } = options;
  const { pool, devices, usage } = group;
  const table = variant.tableFor(space.device);
  if (!table) {
    return {
      before,
      holding: freeReasons({
        pool,
        usage,
        space,
        placed: true,
        best: undefined,
      }),
    };
  }
  const declared = search(request, variant, space, table, space.declared);
  const free =
    usage === 'declared'
      ? declared
      : space.free && search(request, variant, space, table, space.free);
  const isFree =
    free !== undefined &&
    (free.fit !== 'does-not-fit' || declared.fit === 'does-not-fit');
  // What fits on devices that are free is better than what would fit on others.
  const chosen =
    isFree && declared.fit !== 'does-not-fit' && free ? free : declared;
  const { best } = chosen;
  const sizing = best && sizingOf({ variant, table, space, best });
  const cost =
    best &&
    costOf({
      pricePerGpuHour: devices.pricePerGpuHour,
      units: best.units,
      share: space.device.share,
      throughput:
        chosen.fit === 'does-not-fit' ? undefined : sizing?.throughput,
    });
  const quota = quotaReasons({ usage, best, unit: space.unit });
  return {
    before,
    fitting: declared.reasons,
    holding: together(
      chosen === declared ? [] : chosen.reasons,
      freeReasons({ pool, usage, space, placed: isFree, best }),
      quota.reasons,
      budgetReasons(best && request.budget, cost?.perMonth),
    ),
    notes: best && placeReasons({ devices, space, best, found: chosen }),
    placement: best && placementOf({ variant, space, best }),
    sizing,
    cost,
    quotaLeft: quota.left,
  };
}
