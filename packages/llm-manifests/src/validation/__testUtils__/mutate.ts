import { isRecord } from '../schema/rawSchema';
import type { SchemaNode } from '../schema/SchemaNode';
import { appendPath } from '../paths';

/** A fault put into a copy of an object, where an issue must name it, and under which code. */
interface Mutation {
  readonly what: string;
  readonly path: string;
  readonly object: unknown;
}

interface Place {
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly path: string;
  /** The whole object with another value here. */
  readonly put: (value: unknown) => unknown;
}

/**
 * Makes one mutation of each kind (unknown field, wrong type, missing field, value out of an enumeration, pattern, length, bound,
 * size, repeated key) for each part of the schema that the object reaches.
 */
export function* mutations(
  root: SchemaNode,
  object: Readonly<Record<string, unknown>>,
): Generator<Mutation> {
  const seen = new Set<SchemaNode>();
  for (const [name, value] of Object.entries(object)) {
    const node = root.property(name);
    if (node && !['apiVersion', 'kind', 'metadata'].includes(name)) {
      yield* mutateAll(
        {
          node,
          value,
          path: name,
          put: other => ({ ...object, [name]: other }),
        },
        seen,
      );
    }
  }
  if (root.closed) {
    yield {
      what: 'unknown-field',
      path: 'nobodyKnowsMe',
      object: { ...object, nobodyKnowsMe: 1 },
    };
  }
  for (const name of root.required) {
    if (name !== 'metadata') {
      yield {
        what: 'missing-field',
        path: name,
        object: without(object, name),
      };
    }
  }
}

function* mutateAll(place: Place, seen: Set<SchemaNode>): Generator<Mutation> {
  const { node, value, path, put } = place;
  if (!seen.has(node)) {
    seen.add(node);
    yield* mutateHere(place);
  }
  if (Array.isArray(value)) {
    const { items } = node;
    for (const [index, item] of value.entries()) {
      if (items) {
        yield* mutateAll(
          {
            node: items,
            value: item,
            path: appendPath(path, index),
            put: other => put(value.with(index, other)),
          },
          seen,
        );
      }
    }
  } else if (isRecord(value)) {
    for (const [name, item] of Object.entries(value)) {
      const field = node.field(name);
      if (field) {
        yield* mutateAll(
          {
            node: field,
            value: item,
            path: appendPath(path, name),
            put: other => put({ ...value, [name]: other }),
          },
          seen,
        );
      }
    }
  }
}

function* mutateHere({ node, value, path, put }: Place): Generator<Mutation> {
  const at = (what: string, other: unknown, where = path): Mutation => ({
    what,
    path: where,
    object: put(other),
  });
  if (node.types.length > 0 || node.intOrString || node.isQuantity) {
    yield at('wrong-type', node.types.includes('boolean') ? 'yes' : true);
  }
  if (node.enumeration) {
    yield at('enum', 'NoneOfThese');
  }
  if (typeof value === 'string') {
    const longest = node.limit('maxLength');
    if (longest !== undefined && longest < 100_000) {
      yield at('max-length', 'a'.repeat(longest + 1));
    }
    if ((node.limit('minLength') ?? 0) > 0) {
      yield at('min-length', '');
    }
    const odd = ['\u0001 ~', '', 'ä/ä', '-'].find(
      text => node.pattern && !node.pattern.test(text),
    );
    if (odd !== undefined) {
      yield at('pattern', odd);
    }
    if (node.textFormat && !node.textFormat.accepts('no such thing')) {
      yield at('format', 'no such thing');
    }
  }
  if (typeof value === 'number') {
    const lowest = node.limit('minimum');
    const highest = node.limit('maximum');
    if (lowest !== undefined) {
      yield at('minimum', lowest - 1);
    }
    if (highest !== undefined) {
      yield at('maximum', highest + 1);
    }
    if (node.numberFormat === 'int32' && highest === undefined) {
      yield at('format', 2 ** 31);
    }
  }
  if (Array.isArray(value)) {
    yield* mutateList({ node, value, path, put });
  } else if (isRecord(value)) {
    if (node.closed) {
      yield at(
        'unknown-field',
        { ...value, nobodyKnowsMe: 1 },
        `${path}.nobodyKnowsMe`,
      );
    }
    for (const name of node.required) {
      // What has a default is there again at once.
      if (!node.property(name)?.hasDefault) {
        yield at('missing-field', without(value, name), appendPath(path, name));
      }
    }
  }
}

function* mutateList({
  node,
  value,
  path,
  put,
}: Place & { value: readonly unknown[] }): Generator<Mutation> {
  const most = node.limit('maxItems');
  if (most !== undefined && most < 1_000 && value.length > 0) {
    yield {
      what: 'max-items',
      path,
      object: put(Array<unknown>(most + 1).fill(value[0])),
    };
  }
  if ((node.limit('minItems') ?? 0) > 0) {
    yield { what: 'min-items', path, object: put([]) };
  }
  if (
    value.length > 0 &&
    (node.listType === 'map' || node.listType === 'set')
  ) {
    yield {
      what: node.listType === 'map' ? 'duplicate-key' : 'duplicate-item',
      path: `${path}[${value.length}]`,
      object: put([...value, value[0]]),
    };
  }
}

function without(
  object: Readonly<Record<string, unknown>>,
  name: string,
): unknown {
  return Object.fromEntries(
    Object.entries(object).filter(([field]) => field !== name),
  );
}
