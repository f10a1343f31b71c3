import { ConflictError } from '@backstage/errors';
import { findFamily, Intent } from '@modelyard/llm-manifests';
import { isDeepStrictEqual } from 'node:util';
import { said } from '../said';

type Fields = Record<string, unknown>;

/**
 * Throws ConflictError where an item that is to be added to a list has the name of one that is there already, and would change
 * it: names of what somebody else has put there are not to be taken over by accident.
 *
 * @param options - `lists` are paths of lists among the fields of the family that serves, and `serving` what is asked of these
 */
export function requireNew(options: {
  present: Intent;
  serving: Fields | undefined;
  lists: readonly string[];
}): void {
  const { present, serving, lists } = options;
  const input = present.parts.find(
    ({ family }) => findFamily(family)?.serves,
  )?.input;
  for (const list of lists) {
    const there = itemsAt(input, list);
    for (const item of itemsAt(serving, list)) {
      const asked = { ...(said(item) as Fields | undefined) };
      const same = there.find(({ name }) => name === asked.name);
      if (
        same &&
        Object.entries(asked).some(
          ([field, value]) => !isDeepStrictEqual(same[field], value),
        )
      ) {
        throw new ConflictError(
          `${list}[].name: ${asked.name} is taken by another one of this deployment; choose another name`,
        );
      }
    }
  }
}

function itemsAt(fields: unknown, path: string): Fields[] {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Fields)[key]
          : undefined,
      fields,
    );
  return Array.isArray(found)
    ? found.filter(item => typeof item === 'object' && item !== null)
    : [];
}
