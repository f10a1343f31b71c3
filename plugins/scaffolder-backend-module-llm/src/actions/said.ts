import { JsonObject } from '@backstage/types';

/**
 * What the fields of a form say: a field that was left empty reaches an action as an empty text, and says nothing. An object
 * that is left without a field because of it says nothing either. Undefined where nothing is left at all.
 */
export function said(value: unknown): unknown {
  return whatIsSaid(value, { emptyLists: true });
}

/** The same of an object, in which a list that was left empty says nothing as well, wherever it stands. */
export function saidOf(
  fields: Record<string, unknown> | undefined,
): JsonObject {
  return (whatIsSaid(fields, { emptyLists: false }) ?? {}) as JsonObject;
}

function whatIsSaid(value: unknown, options: { emptyLists: boolean }): unknown {
  if (value === '') {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value
      .map(item => whatIsSaid(item, options))
      .filter(item => item !== undefined);
    return items.length > 0 || options.emptyLists ? items : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value);
  const left = fields
    .map(([key, item]) => [key, whatIsSaid(item, options)] as const)
    .filter(([, item]) => item !== undefined);
  return left.length === 0 && fields.length > 0
    ? undefined
    : Object.fromEntries(left);
}
