import { Resource, Scope } from './records';
import { BYTES, WireReader } from './WireReader';

/** What one scope of one resource sends: spans or metrics, in the field 2 of `items`. */
export interface Group {
  readonly resource: Resource;
  readonly scope: Scope;
  readonly items: WireReader;
}

/** Stands for a resource or a scope that is absent. */
const empty = () => new WireReader(Buffer.alloc(0));

/**
 * Walks through the resources and scopes of a request. Those of traces and of metrics have the same shape: the resource or
 * scope in the field 1, and what belongs to it in the field 2.
 *
 * @param readScope - Reads a scope; only its name by default
 */
export function* readScopes(
  body: Buffer,
  readResource: (reader: WireReader) => Resource,
  readScope: (reader: WireReader) => Scope = readScopeName,
): Generator<Group> {
  for (const group of messages(new WireReader(body), 1)) {
    const { head, parts } = split(group);
    const resource = readResource(head ?? empty());
    for (const part of parts) {
      const inner = split(part, false);
      const scope = readScope(inner.head ?? empty());
      yield { resource, scope, items: part.again() };
    }
  }
}

function* messages(reader: WireReader, field: number): Generator<WireReader> {
  while (reader.next()) {
    if (reader.is(field, BYTES)) {
      yield reader.message();
    } else {
      reader.skip();
    }
  }
}

/** The head may come after what it belongs to: fields have no order. */
function split(reader: WireReader, withParts = true) {
  let head: WireReader | undefined;
  const parts: WireReader[] = [];
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      head = reader.message();
    } else if (withParts && reader.is(2, BYTES)) {
      parts.push(reader.message());
    } else {
      reader.skip();
    }
  }
  return { head, parts };
}

function readScopeName(reader: WireReader): Scope {
  let name = '';
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      name = reader.text();
    } else {
      reader.skip();
    }
  }
  return { name };
}
