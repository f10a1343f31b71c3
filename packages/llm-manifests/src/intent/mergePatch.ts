/** Fields that say which of several things a mapping is: another value is another thing, with other fields. */
const DISCRIMINATORS = ['kind', 'by'];

/**
 * A value with a patch over it, as JSON Merge Patch (RFC 7396) has it: mappings are merged, `null` removes a field, and
 * everything else is replaced. Beyond that, lists whose items have a `name` are merged item by item, where an item with
 * `$patch: delete` is taken out; a text or a list that is empty says nothing, since forms send these for what nobody
 * filled in; and a mapping of another kind replaces the one that was there.
 */
export function mergePatch(present: unknown, patch: unknown): unknown {
  if (isNamedList(patch) && isNamedList(present)) {
    return mergeNamed(present, patch);
  }
  if (!isMapping(patch)) {
    return filledIn(patch);
  }
  if (!isMapping(present) || isOtherKind(present, patch)) {
    return filledIn(patch);
  }
  const merged = new Map(Object.entries(present));
  for (const [key, wanted] of Object.entries(patch)) {
    if (wanted === null) {
      merged.delete(key);
    } else if (!isEmpty(wanted)) {
      const value = mergePatch(merged.get(key), wanted);
      // What would only take something away has nothing to take.
      if (merged.has(key) || !isEmpty(value)) {
        merged.set(key, value);
      }
    }
  }
  return Object.fromEntries(merged);
}

/** A value without what says nothing. */
function filledIn(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => !isNothing(item) && !isDeletion(item))
      .map(filledIn);
  }
  if (!isMapping(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => !isNothing(item))
      .map(([key, item]) => [key, filledIn(item)]),
  );
}

function mergeNamed(
  present: readonly Named[],
  patch: readonly Named[],
): unknown[] {
  const items = new Map<string, unknown>(
    present.map(item => [item.name, item]),
  );
  for (const item of patch) {
    if (isDeletion(item)) {
      items.delete(item.name);
    } else {
      items.set(item.name, mergePatch(items.get(item.name), item));
    }
  }
  return [...items.values()];
}

type Mapping = Readonly<Record<string, unknown>>;
type Named = Mapping & { readonly name: string };

/** The fields of a mapping; none of anything else. */
export function asFields(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(value: unknown): value is Named[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(item => isMapping(item) && typeof item.name === 'string')
  );
}

function isOtherKind(present: Mapping, patch: Mapping): boolean {
  return DISCRIMINATORS.some(
    key =>
      typeof patch[key] === 'string' &&
      typeof present[key] === 'string' &&
      patch[key] !== present[key],
  );
}

/** Whether a field of a patch leaves what is there as it is. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function isDeletion(item: unknown): boolean {
  return isMapping(item) && item.$patch === 'delete';
}

function isNothing(value: unknown): boolean {
  return value === null || isEmpty(value);
}
