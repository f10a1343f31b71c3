import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';
import { show } from './show';
import type { Walk } from './Walk';

/** Compares a list with what the schema says about lists; its items are looked at elsewhere. */
export function checkList(
  walk: Walk,
  node: SchemaNode,
  list: readonly unknown[],
): void {
  const most = node.limit('maxItems');
  if (most !== undefined && list.length > most) {
    walk.error(
      'max-items',
      `must have at most ${most} items, but has ${list.length}`,
    );
  }
  const least = node.limit('minItems');
  if (least !== undefined && list.length < least) {
    walk.error(
      'min-items',
      least === 1
        ? 'must not be an empty list'
        : `must have at least ${least} items, but has ${list.length}`,
    );
  }
  if (list.length < 2) {
    return;
  }
  if (node.listType === 'map') {
    checkKeys(walk, node, list);
  } else if (node.listType === 'set' || node.flag('uniqueItems')) {
    reportRepeated(
      walk,
      list,
      item => canonical(item),
      (item, first) => [
        'duplicate-item',
        `must be there only once, but is the same as item ${first}: ${show(
          item,
        )}`,
      ],
    );
  }
}

/** Whether two items of a list have the same key, and where the key of one is. */
export function listKey(node: SchemaNode, item: unknown): string {
  const { items } = node;
  return JSON.stringify(
    node.listKeys.map(key => {
      const own = isRecord(item) ? item[key] : undefined;
      return own === undefined ? items?.property(key)?.defaultValue : own;
    }),
  );
}

function checkKeys(
  walk: Walk,
  node: SchemaNode,
  list: readonly unknown[],
): void {
  const names = node.listKeys.join(' and ');
  reportRepeated(
    walk,
    list,
    item => (isRecord(item) ? listKey(node, item) : undefined),
    (item, first) => [
      'duplicate-key',
      `must differ from the other items in ${names}, but item ${first} has the same: ${show(
        isRecord(item)
          ? Object.fromEntries(node.listKeys.map(key => [key, item[key]]))
          : item,
      )}`,
    ],
  );
}

function reportRepeated(
  walk: Walk,
  list: readonly unknown[],
  keyOf: (item: unknown) => string | undefined,
  describe: (item: unknown, first: number) => readonly [string, string],
): void {
  const seen = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const key = keyOf(item);
    if (key === undefined) {
      continue;
    }
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
    } else {
      const [code, message] = describe(item, first);
      walk.error(code, message, { below: [index] });
    }
  }
}

/** The same text for the same value, whatever the order of its fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isRecord(value)) {
    const fields = Object.keys(value).sort();
    return `{${fields
      .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}
