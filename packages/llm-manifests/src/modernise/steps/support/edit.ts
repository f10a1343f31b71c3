import { plainText } from '../../../validation/structure/show';
import { isRecord } from '../../../validation/schema/rawSchema';
import { setField } from '../../../validation/structure/readJson';
import type { Draft } from '../../Modernisation';

/** The mapping in a field, to be changed; `undefined` where there is none. */
export function draft(
  holder: unknown,
  ...way: readonly string[]
): Draft | undefined {
  let here: unknown = holder;
  for (const step of way) {
    here = isRecord(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return isRecord(here) ? here : undefined;
}

/** The mapping in a field, made where there was none. */
export function ensure(holder: Draft, name: string): Draft {
  const known = draft(holder, name);
  if (known) {
    return known;
  }
  const made: Draft = {};
  setField(holder, name, made);
  return made;
}

/** The mappings of a list in a field, each to be changed. */
export function drafts(holder: unknown, name: string): Draft[] {
  const list = isRecord(holder) ? holder[name] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** Gives a field another name; what already has that name stays. */
export function rename(holder: Draft, from: string, to: string): void {
  if (Object.hasOwn(holder, from)) {
    if (!Object.hasOwn(holder, to)) {
      setField(holder, to, holder[from]);
    }
    delete holder[from];
  }
}

/** Group, version and kind of an object. */
export function typeOf(object: Draft): {
  group: string;
  version: string;
  kind: string;
} {
  const apiVersion = plainText(object.apiVersion);
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: plainText(object.kind),
  };
}

/** A name made of parts, cut to what a label can hold. */
export function joinName(...parts: readonly string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
