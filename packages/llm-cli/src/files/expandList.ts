import { Fields, isFields } from './fields';

/** A value and where it stands within its document. */
export interface Place {
  /** Such as `items[2]`; absent for the whole document. */
  readonly item?: string;
  readonly value: unknown;
}

/** The objects of a list, such as `kubectl get -o yaml` prints; anything else is one object. */
export function expandList(value: unknown, item?: string): readonly Place[] {
  if (!isFields(value) || !isList(value)) {
    return [{ ...(item !== undefined && { item }), value }];
  }
  const { items, kind, apiVersion } = value;
  return items.flatMap((object, index) =>
    expandList(
      isFields(object) && kind !== 'List'
        ? // The API leaves out what the kind of the list says.
          { apiVersion, kind: kind.slice(0, -'List'.length), ...object }
        : object,
      `${item === undefined ? '' : `${item}.`}items[${index}]`,
    ),
  );
}

/** A kind of its own may end in List as well, but an object of it has a name. */
function isList(
  value: Fields,
): value is Fields & { kind: string; items: unknown[] } {
  const { kind, items, metadata } = value;
  return (
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    Array.isArray(items) &&
    !(isFields(metadata) && metadata.name !== undefined)
  );
}
