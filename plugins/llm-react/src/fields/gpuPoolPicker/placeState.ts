import type { GroupVerdict } from '@modelyard/llm-sizing';
import type { PlaceFacts, PlaceQuota } from './poolPlaces';

/** What a row says first of its place. */
export type PlaceState =
  | 'fits'
  | 'beyondQuota'
  | 'tight'
  | 'unknown'
  | 'doesNotFit'
  | 'undecided'
  | 'blocked';

/** Whether a place can be chosen. */
export type PlaceChoice = 'free' | 'with-reason' | 'refused';

/** The verdict on a place, with what the group may hold there. */
export function placeState(
  { policy, verdict, placement }: GroupVerdict,
  quota: PlaceQuota | undefined,
): PlaceState {
  if (policy.state !== 'allowed') {
    return policy.state === 'blocked' ? 'blocked' : 'undecided';
  }
  switch (verdict) {
    case 'fits':
    case 'tight':
      return isBeyond(quota, placement?.units) ? 'beyondQuota' : verdict;
    case 'unknown':
      return 'unknown';
    default:
      return 'doesNotFit';
  }
}

/** Whether more is needed than a group may ever hold; what of it is in use is not known. */
function isBeyond(
  quota: PlaceQuota | undefined,
  units: number | undefined,
): boolean {
  return (
    quota !== undefined &&
    units !== undefined &&
    units > quota.limit + quota.borrowable
  );
}

/**
 * Whether somebody may choose a place: policy is not to be argued with, what
 * nobody knows may be tried, and what does not fit needs a reason, where there
 * is a way to place it at all.
 */
export function placeChoice({
  policy,
  verdict,
  override,
}: GroupVerdict): PlaceChoice {
  if (policy.state !== 'allowed') {
    return 'refused';
  }
  if (verdict !== 'does-not-fit') {
    return 'free';
  }
  return override.state === 'not-possible' ? 'refused' : 'with-reason';
}

/** The quota of a group in a place. */
export function quotaOf(
  place: PlaceFacts | undefined,
  group: string | undefined,
): PlaceQuota | undefined {
  return group === undefined ? undefined : place?.quotas.get(group);
}
