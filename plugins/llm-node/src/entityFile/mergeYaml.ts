import { JsonObject, JsonValue } from '@backstage/types';
import { Issue } from '@modelyard/llm-units';
import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Node,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

const document = new Document();

export function createMap(of: Document): YAMLMap {
  return of.createNode({}) as YAMLMap;
}

/** The contents of a document that is known to hold an entity. */
export function requireMap(node: unknown): YAMLMap {
  if (!isMap(node)) {
    throw new TypeError('An entity is a map');
  }
  return node;
}

/**
 * Writes values into a map of a YAML document. What is equal already is not touched, so that it keeps how it is written.
 *
 * @returns Why a value cannot be written
 */
export function mergeMap(
  map: YAMLMap,
  value: JsonObject,
  path = '',
): Issue | undefined {
  for (const [key, wanted] of Object.entries(value)) {
    if (wanted === undefined) {
      continue;
    }
    const place = path ? `${path}.${key}` : key;
    const problem = mergeKey(map, key, wanted, place);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function mergeKey(
  map: YAMLMap,
  key: string,
  wanted: JsonValue,
  place: string,
): Issue | undefined {
  if (wanted === null) {
    map.delete(key);
    return undefined;
  }
  const present = map.get(key, true);
  if (isAlias(present) || map.has('<<')) {
    // What is written here would change in other places as well, or be overridden from there.
    const known = isAlias(present)
      ? 'shares its value with another place'
      : 'stands in a map that is merged from another place';
    return {
      path: place,
      code: 'yaml-shared',
      message: `${known} of the file: write it out before it is changed`,
      severity: 'error',
    };
  }
  if (isMap(present) && isObject(wanted)) {
    return mergeMap(present, wanted, place);
  }
  if (isSeq(present) && isNamedList(wanted)) {
    return mergeNamed(present, wanted, place);
  }
  if (isSeq(present) && isScalarList(wanted)) {
    return mergeScalars(present, wanted);
  }
  if (isNode(present) && isDeepStrictEqual(plain(present), wanted)) {
    return undefined;
  }
  if (isScalar(present) && isScalarValue(wanted)) {
    // The comment behind it stays; the way it was written may not fit the new value.
    present.value = wanted;
    present.type = writingOf(wanted);
    return undefined;
  }
  map.set(key, nodeOf(wanted));
  return undefined;
}

/**
 * Changes the items by their names. A version that is new comes first, as the newest; of all else the last. An item that is
 * to be taken out says so as patches of Kubernetes do.
 */
function mergeNamed(
  list: YAMLSeq,
  wanted: ReadonlyArray<JsonObject & { name: string }>,
  place: string,
): Issue | undefined {
  for (const item of wanted) {
    const index = list.items.findIndex(
      present => isMap(present) && present.get('name') === item.name,
    );
    const present = list.items[index];
    if (item.$patch === 'delete') {
      list.items = list.items.filter(other => other !== present);
    } else if (isMap(present)) {
      const problem = mergeMap(present, item, `${place}[${index}]`);
      if (problem) {
        return problem;
      }
    } else if (place.endsWith('.versions')) {
      list.items.unshift(nodeOf(item));
    } else {
      list.items.push(nodeOf(item));
    }
  }
  return undefined;
}

/** What stays keeps how it is written, and its comments; what is new comes where it is wanted. */
function mergeScalars(
  list: YAMLSeq,
  wanted: ReadonlyArray<string | number | boolean>,
): undefined {
  const present = [...list.items];
  list.items = wanted.map(item => {
    const index = present.findIndex(
      node => isScalar(node) && node.value === item,
    );
    return index < 0 ? nodeOf(item) : present.splice(index, 1).shift();
  });
}

/** A new value. */
function nodeOf(value: JsonValue): Node {
  const node = document.createNode(withoutNull(value)) as Node;
  visit(node, {
    Scalar(_, scalar) {
      scalar.type = writingOf(scalar.value);
    },
  });
  return node;
}

/** A day in quotation marks: without them, readers of YAML 1.1 take it for a moment and no text. */
function writingOf(value: unknown): Scalar.Type | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d?-\d\d?/.test(value)
    ? Scalar.QUOTE_SINGLE
    : undefined;
}

function plain(node: { toJSON(): unknown }): unknown {
  return node.toJSON();
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalarValue(value: JsonValue): boolean {
  return typeof value !== 'object';
}

function isNamedList(
  value: JsonValue,
): value is Array<JsonObject & { name: string }> {
  return (
    Array.isArray(value) &&
    value.every(
      item =>
        item !== undefined && isObject(item!) && typeof item.name === 'string',
    )
  );
}

function isScalarList(
  value: JsonValue,
): value is Array<string | number | boolean> {
  return (
    Array.isArray(value) &&
    value.every(item => ['string', 'number', 'boolean'].includes(typeof item))
  );
}

/** A new value has nothing that could be removed. */
function withoutNull(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(item => withoutNull(item!));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null || item === undefined ? [] : [[key, withoutNull(item)]],
    ),
  );
}
