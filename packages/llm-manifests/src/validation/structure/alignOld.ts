import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';
import { canonical, listKey } from './checkList';

/**
 * The value before the change, with the items of lists whose order means nothing (sets, and lists with keys) in the order that they
 * have now: so `self == oldSelf` asks about the items, as it does in a cluster.
 */
export function alignOld(
  node: SchemaNode,
  value: unknown,
  old: unknown,
): unknown {
  if (Array.isArray(value) && Array.isArray(old)) {
    return alignList(node, value, old);
  }
  if (isRecord(value) && isRecord(old)) {
    return Object.fromEntries(
      Object.entries(old).map(([name, before]) => {
        const field = node.field(name);
        return [
          name,
          field && Object.hasOwn(value, name)
            ? alignOld(field, value[name], before)
            : before,
        ];
      }),
    );
  }
  return old;
}

function alignList(
  node: SchemaNode,
  list: readonly unknown[],
  old: readonly unknown[],
): unknown[] {
  const { items, listType } = node;
  const keyOf = (item: unknown) =>
    listType === 'map' ? listKey(node, item) : canonical(item);
  const places =
    listType === 'map' || listType === 'set'
      ? new Map(list.map((item, index) => [keyOf(item), index] as const))
      : undefined;
  const ordered = places
    ? old
        .map(item => ({ item, place: places.get(keyOf(item)) ?? Infinity }))
        // Sorting keeps the order of those that are new.
        .sort((a, b) => (a.place === b.place ? 0 : a.place - b.place))
        .map(({ item }) => item)
    : [...old];
  return items
    ? ordered.map((item, index) => alignOld(items, list[index], item))
    : ordered;
}
