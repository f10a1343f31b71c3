import { GroupVerdict, PolicyVerdict, Verdict } from './Assessment';
import { Group } from './groups';
import { overrideOf } from './override';
import { Reason, sortReasons } from './reasonCodes';
import { Request } from './Request';

/** The verdict on one device group, as yet without alternatives. */
export type OpenVerdict = Omit<GroupVerdict, 'alternatives'>;

/** What was found for a group. */
export interface Found {
  /** Of version and devices, before anything is placed. */
  readonly before: readonly Reason[];
  /** Of memory and workload on declared devices. */
  readonly fitting?: readonly Reason[];
  /** Of what is free, allowed and paid for. */
  readonly holding?: readonly Reason[];
  /** Worth knowing. */
  readonly notes?: readonly Reason[];
  readonly placement?: GroupVerdict['placement'];
  readonly sizing?: GroupVerdict['sizing'];
  readonly cost?: GroupVerdict['cost'];
  readonly quotaLeft?: number;
}

const NOTHING: readonly Reason[] = [];

/** Draws the verdict from what was found. */
export function closeVerdict(
  request: Request,
  { pool, devices, policy }: Group,
  found: Found,
): OpenVerdict {
  const {
    before,
    fitting = NOTHING,
    holding = NOTHING,
    notes = NOTHING,
  } = found;
  const reasons = sortReasons(together(before, fitting, holding, notes));
  const verdict = verdictOf(reasons);
  const override = overrideOf({
    verdict,
    policy,
    placement: found.placement,
    reasons,
    given: request.options.intent?.override,
  });
  return {
    pool: pool.name,
    devices: devices.name,
    verdict,
    fit: verdictOf(fitting, verdictOf(before)),
    policy,
    accepted: isAccepted(policy, verdict) || override.state === 'given',
    reasons,
    placement: found.placement,
    sizing: found.sizing,
    cost: found.cost,
    quotaLeft: found.quotaLeft,
    override,
  };
}

/** Most groups have nothing, or one kind of thing, to be said of them. */
export function together(
  ...lists: ReadonlyArray<readonly Reason[]>
): readonly Reason[] {
  let all = NOTHING;
  for (const list of lists) {
    if (list.length > 0) {
      all = all.length === 0 ? list : [...all, ...list];
    }
  }
  return all;
}

function isAccepted({ state }: PolicyVerdict, verdict: Verdict): boolean {
  return state === 'allowed' && (verdict === 'fits' || verdict === 'tight');
}

/** The weightiest effect of all reasons, and of what was found before. */
export function verdictOf(
  reasons: readonly Reason[],
  before: Verdict = 'fits',
): Verdict {
  let verdict = before;
  for (const { effect } of reasons) {
    if (effect === 'does-not-fit') {
      return effect;
    }
    if (
      (effect === 'unknown' && verdict !== 'does-not-fit') ||
      (effect === 'tight' && verdict === 'fits')
    ) {
      verdict = effect;
    }
  }
  return verdict;
}
