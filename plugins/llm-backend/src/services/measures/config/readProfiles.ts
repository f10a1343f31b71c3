import { InputError } from '@backstage/errors';
import { parseProfile, Profile, profiles } from '@modelyard/llm-measures';
import { findBadQuery } from './findBadQuery';

const AT = 'llm.measures.profiles';

/**
 * Reads the profiles of an operator. One with the id of a known profile takes its place, in its order; others come after.
 *
 * @param value - The list as it is configured
 * @throws InputError that names the field and the reason
 */
export function readProfiles(value: unknown): readonly Profile[] {
  if (value === undefined) {
    return profiles;
  }
  if (!Array.isArray(value)) {
    throw new InputError(`Invalid ${AT}: it is not a list of profiles`);
  }
  const own = new Set<string>();
  const all = [...profiles];
  for (const [index, entry] of value.entries()) {
    const at = `${AT}[${index}]`;
    const parsed = parseProfile(entry, { known: all });
    if (!parsed.ok) {
      const [{ path, message }] = parsed.issues;
      throw new InputError(
        `Invalid ${path ? `${at}.${path}` : at}: it ${message}`,
      );
    }
    const profile = parsed.value;
    if (own.has(profile.id)) {
      throw new InputError(
        `Invalid ${at}.id: there is a profile ${profile.id} already in this list`,
      );
    }
    own.add(profile.id);
    const place = all.findIndex(({ id }) => id === profile.id);
    all.splice(place < 0 ? all.length : place, place < 0 ? 0 : 1, profile);
    const bad = findBadQuery(profile);
    if (bad) {
      throw new InputError(`Invalid ${at}.series.${bad.series}: ${bad.reason}`);
    }
  }
  return all;
}
