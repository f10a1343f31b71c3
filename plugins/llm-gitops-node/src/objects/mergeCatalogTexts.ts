import { diff3Merge } from 'node-diff3';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';

/** The three states of a text. */
export interface Sides<T> {
  base: T;
  main: T;
  proposal: T;
}

type Fields = Record<string, unknown>;

/** Both sides want something of the same field, or one takes something away. */
class Contradiction extends Error {}

/**
 * Puts together what two sides have added to a catalog file, or changed in different fields of it, each with its lines as they
 * were written. Lists whose items have a name count item by item. Undefined for anything else: where both want something of the
 * same field, where one takes something away that the other may count on, or where the lines together do not say what the two
 * say.
 */
export function mergeCatalogTexts(texts: Sides<string>): string | undefined {
  const { base, main, proposal } = texts;
  const regions = diff3Merge(
    main.split('\n'),
    base.split('\n'),
    proposal.split('\n'),
    { excludeFalseConflicts: true },
  );
  const lines: string[] = [];
  for (const { ok, conflict } of regions) {
    if (conflict && conflict.o.length > 0) {
      return undefined;
    }
    // Both have put something in at the same place, which does not contradict itself in a list.
    lines.push(...(ok ?? [...(conflict?.a ?? []), ...(conflict?.b ?? [])]));
  }
  const merged = lines.join('\n');
  try {
    const expected = mergeValues({
      base: read(base),
      main: read(main),
      proposal: read(proposal),
    });
    return isDeepStrictEqual(byName(read(merged)), byName(expected))
      ? merged
      : undefined;
  } catch {
    // Not worth an error: a person looks at it as at any other conflict.
    return undefined;
  }
}

function read(text: string): unknown[] {
  return [...parseAllDocuments(text)].map(document => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    return document.toJS({ maxAliasCount: 100 });
  });
}

function mergeValues({ base, main, proposal }: Sides<unknown>): unknown {
  if (isDeepStrictEqual(base, main)) {
    return isKept(base, proposal) ? proposal : contradict();
  }
  if (isDeepStrictEqual(base, proposal)) {
    return isKept(base, main) ? main : contradict();
  }
  if (isDeepStrictEqual(main, proposal)) {
    return main;
  }
  if (isNamedList(base) && isNamedList(main) && isNamedList(proposal)) {
    return Object.values(
      mergeFields({
        base: fieldsOf(base),
        main: fieldsOf(main),
        proposal: fieldsOf(proposal),
      }),
    );
  }
  if (
    Array.isArray(base) &&
    Array.isArray(main) &&
    Array.isArray(proposal) &&
    base.length === main.length &&
    base.length === proposal.length
  ) {
    return base.map((item, index) =>
      mergeValues({ base: item, main: main[index], proposal: proposal[index] }),
    );
  }
  return isFields(base) && isFields(main) && isFields(proposal)
    ? mergeFields({ base, main, proposal })
    : contradict();
}

function mergeFields({ base, main, proposal }: Sides<Fields>): Fields {
  const keys = new Set([...Object.keys(main), ...Object.keys(proposal)]);
  if (Object.keys(base).some(key => !(key in main) || !(key in proposal))) {
    contradict();
  }
  return Object.fromEntries(
    [...keys].map(key => {
      if (key in main && key in proposal) {
        const sides = {
          base: base[key],
          main: main[key],
          proposal: proposal[key],
        };
        return [key, mergeValues(sides)];
      }
      return [key, key in main ? main[key] : proposal[key]];
    }),
  );
}

/** Whether everything that was there still is, though it may say something else. */
function isKept(before: unknown, after: unknown): boolean {
  if (isNamedList(before) && isNamedList(after)) {
    return isKept(fieldsOf(before), fieldsOf(after));
  }
  if (isFields(before)) {
    return (
      isFields(after) &&
      Object.entries(before).every(
        ([key, value]) => key in after && isKept(value, after[key]),
      )
    );
  }
  if (Array.isArray(before)) {
    return (
      Array.isArray(after) &&
      before.every((item, index) =>
        isFields(item)
          ? isKept(item, after[index])
          : after.some(other => isDeepStrictEqual(item, other)),
      )
    );
  }
  return true;
}

function contradict(): never {
  throw new Contradiction();
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(
  value: unknown,
): value is Array<Fields & { name: string }> {
  return (
    Array.isArray(value) &&
    value.every(item => isFields(item) && typeof item.name === 'string') &&
    new Set(value.map(({ name }) => name)).size === value.length
  );
}

function fieldsOf(list: Array<Fields & { name: string }>): Fields {
  return Object.fromEntries(list.map(item => [`- ${item.name}`, item]));
}

/** Lists of named items in an order that does not depend on which side comes first. */
function byName(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(byName);
    return isNamedList(items)
      ? items.sort((a, b) => (a.name < b.name ? -1 : 1))
      : items;
  }
  return isFields(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, byName(item)]),
      )
    : value;
}
