import { findFamily } from '../families';
import type { NameClaim } from '../families/Family';
import type { Intent } from './Intent';
import { readIntent } from './readIntent';
import type { Subject } from './subject';

/**
 * A name that another intent has claimed before.
 *
 * @public
 */
export interface TakenName {
  readonly claim: NameClaim;
  /** What has it. */
  readonly by: Subject;
}

/**
 * The names that an intent takes in its target: of the objects of a deployment in their namespace, and what its families claim.
 * Pools name their objects after themselves.
 *
 * @param options - `before` is the intent as it was: what it has already is its own
 * @public
 */
export function claimedNames(
  intent: Intent,
  options: { before?: Intent } = {},
): NameClaim[] {
  const { target, subject, parts } = intent;
  const { namespace, name } = subject;
  const objects: NameClaim = {
    field: 'subject.name',
    value: name,
    place: JSON.stringify(['namespace', namespace]),
    where: `in the namespace ${namespace}`,
  };
  const claims: NameClaim[] = [
    ...(subject.kind === 'deployment' ? [objects] : []),
    ...parts.flatMap(
      ({ family, input }) =>
        findFamily(family)?.claims({ subject, input }) ?? [],
    ),
  ].map(claim => ({
    ...claim,
    place: JSON.stringify([target, claim.place]),
    where: `${claim.where} of ${target}`,
  }));
  const { before } = options;
  const had = new Set(before ? claimedNames(before).map(keyOf) : []);
  return claims.filter(claim => !had.has(keyOf(claim)));
}

/**
 * The first of some names that another intent has claimed.
 *
 * @param text - The other intent as a file; one that cannot be read claims nothing
 * @public
 */
export function findClaimed(
  claims: readonly NameClaim[],
  text: string,
): TakenName | undefined {
  // A name that stands nowhere in a text is not taken by it: few of many have to be parsed.
  if (!claims.some(({ value }) => text.includes(value))) {
    return undefined;
  }
  const other = readIntent(text);
  if (!other.ok) {
    return undefined;
  }
  const taken = new Set(claimedNames(other.value).map(keyOf));
  const claim = claims.find(candidate => taken.has(keyOf(candidate)));
  return claim && { claim, by: other.value.subject };
}

function keyOf({ place, value }: NameClaim): string {
  return JSON.stringify([place, value]);
}
