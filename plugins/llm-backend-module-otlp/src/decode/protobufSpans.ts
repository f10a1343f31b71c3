import { readScopes } from './protobufGroups';
import { readValue } from './protobufValues';
import {
  Attributes,
  AttributeValue,
  FIRST_TOKEN_EVENTS,
  growList,
  LONGEST_TEXT,
  otelStateOf,
  Resource,
  Scope,
  Span,
  Wanted,
} from './records';
import { BYTES, FIXED64, VARINT, WireReader } from './WireReader';

const ERROR = 2;
const EXCEPTION: ReadonlySet<string> = new Set(['exception.type']);

/**
 * Reads the spans of a request one by one, in the encoding of Protocol Buffers (`opentelemetry/proto/trace/v1`).
 *
 * @throws Malformed where the bytes are in no such encoding
 */
export function* readProtobufSpans(
  body: Buffer,
  wanted: Wanted,
): Generator<Span> {
  const groups = readScopes(body, parent => ({
    attributes: readAttributes(parent, 1, wanted.resource, []),
  }));
  for (const { resource, scope, items } of groups) {
    while (items.next()) {
      if (items.is(2, BYTES)) {
        yield readSpan(items.message(), resource, scope, wanted);
      } else {
        items.skip();
      }
    }
  }
}

function readSpan(
  reader: WireReader,
  resource: Resource,
  scope: Scope,
  wanted: Wanted,
): Span {
  const attributes = new Map<string, AttributeValue>();
  let traceId = '';
  let spanId = '';
  let name = '';
  let kind = 0;
  let start = 0;
  let end = 0;
  let error = false;
  let otelState = '';
  let exception: string | undefined;
  let firstToken: number | undefined;
  while (reader.next()) {
    if (reader.is(9, BYTES)) {
      readAttribute(
        reader.message(),
        attributes,
        wanted.attributes,
        wanted.lists,
      );
    } else if (reader.is(1, BYTES)) {
      traceId = reader.id(16);
    } else if (reader.is(2, BYTES)) {
      spanId = reader.id(8);
    } else if (reader.is(3, BYTES)) {
      otelState = otelStateOf(readShort(reader));
    } else if (reader.is(5, BYTES)) {
      const text = readShort(reader);
      name = wanted.names.has(text) ? text : '';
    } else if (reader.is(6, VARINT)) {
      kind = reader.signed();
    } else if (reader.is(7, FIXED64)) {
      start = reader.fixed64() / 1e6;
    } else if (reader.is(8, FIXED64)) {
      end = reader.fixed64() / 1e6;
    } else if (reader.is(11, BYTES)) {
      const event = readEvent(reader.message());
      exception = event.exception ?? exception;
      firstToken ??= event.firstToken;
    } else if (reader.is(15, BYTES)) {
      error = readIsError(reader.message());
    } else {
      reader.skip();
    }
  }
  return {
    resource,
    scope,
    traceId,
    spanId,
    name,
    kind,
    start,
    end,
    error,
    otelState,
    attributes,
    exception,
    firstToken,
  };
}

/** Attributes of a message, from the field that holds them. */
function readAttributes(
  reader: WireReader,
  field: number,
  wanted: ReadonlySet<string>,
  lists: readonly string[],
): Attributes {
  const attributes = new Map<string, AttributeValue>();
  while (reader.next()) {
    if (reader.is(field, BYTES)) {
      readAttribute(reader.message(), attributes, wanted, lists);
    } else {
      reader.skip();
    }
  }
  return attributes;
}

/** Its name may come after its value, as the Collector writes it: until the name is known the value is not looked at. */
function readAttribute(
  reader: WireReader,
  attributes: Map<string, AttributeValue>,
  wanted: ReadonlySet<string>,
  lists: readonly string[],
): void {
  let name: string | undefined;
  let held: WireReader | undefined;
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      name = reader.name();
      if (!wanted.has(name)) {
        growList(attributes, name, lists);
        return;
      }
    } else if (reader.is(2, BYTES)) {
      held = reader.message();
    } else {
      reader.skip();
    }
  }
  const value =
    name !== undefined && held !== undefined ? readValue(held) : undefined;
  if (name !== undefined && value !== undefined) {
    attributes.set(name, value);
  }
}

function readEvent(reader: WireReader): {
  exception?: string;
  firstToken?: number;
} {
  const attributes = new Map<string, AttributeValue>();
  let at = 0;
  let name = '';
  while (reader.next()) {
    if (reader.is(1, FIXED64)) {
      at = reader.fixed64() / 1e6;
    } else if (reader.is(2, BYTES)) {
      name = readShort(reader);
    } else if (reader.is(3, BYTES)) {
      readAttribute(reader.message(), attributes, EXCEPTION, []);
    } else {
      reader.skip();
    }
  }
  const exception = attributes.get('exception.type');
  return {
    ...(typeof exception === 'string' && { exception }),
    ...(FIRST_TOKEN_EVENTS.has(name) && at > 0 && { firstToken: at }),
  };
}

function readIsError(reader: WireReader): boolean {
  let error = false;
  while (reader.next()) {
    if (reader.is(3, VARINT)) {
      error = reader.signed() === ERROR;
    } else {
      reader.skip();
    }
  }
  return error;
}

/** A text, or an empty one where it is longer than any that is looked for. */
function readShort(reader: WireReader): string {
  if (reader.size() > LONGEST_TEXT) {
    reader.skip();
    return '';
  }
  return reader.text();
}
