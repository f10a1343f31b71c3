import {
  idOf,
  innerOf,
  JsonMap,
  listOf,
  momentOf,
  numberOf,
  parseJson,
  textOf,
  valueOf,
} from './json';
import {
  Attributes,
  AttributeValue,
  FIRST_TOKEN_EVENTS,
  growList,
  otelStateOf,
  Resource,
  Scope,
  Span,
  Wanted,
} from './records';

const ERROR = 2;
const EXCEPTION: ReadonlySet<string> = new Set(['exception.type']);

/**
 * Reads the spans of a request one by one, in the JSON encoding of OTLP.
 *
 * @throws Malformed where it is no JSON, or not of this form
 */
export function* readJsonSpans(body: Buffer, wanted: Wanted): Generator<Span> {
  for (const group of listOf(parseJson(body), 'resourceSpans')) {
    const resource: Resource = {
      attributes: readAttributes(
        innerOf(group, 'resource'),
        wanted.resource,
        [],
      ),
    };
    for (const part of listOf(group, 'scopeSpans')) {
      const scope = { name: textOf(innerOf(part, 'scope').name) };
      for (const span of listOf(part, 'spans')) {
        yield readSpan(span, resource, scope, wanted);
      }
    }
  }
}

function readSpan(
  span: JsonMap,
  resource: Resource,
  scope: Scope,
  wanted: Wanted,
): Span {
  const name = textOf(span.name);
  let exception: string | undefined;
  let firstToken: number | undefined;
  for (const event of listOf(span, 'events')) {
    const type = readAttributes(event, EXCEPTION, []).get('exception.type');
    exception = typeof type === 'string' ? type : exception;
    if (FIRST_TOKEN_EVENTS.has(textOf(event.name))) {
      firstToken ??= momentOf(event.timeUnixNano) || undefined;
    }
  }
  return {
    resource,
    scope,
    traceId: idOf(span.traceId, 16),
    spanId: idOf(span.spanId, 8),
    name: wanted.names.has(name) ? name : '',
    kind: numberOf(span.kind) ?? 0,
    start: momentOf(span.startTimeUnixNano),
    end: momentOf(span.endTimeUnixNano),
    error: numberOf(innerOf(span, 'status').code) === ERROR,
    otelState: otelStateOf(textOf(span.traceState)),
    attributes: readAttributes(span, wanted.attributes, wanted.lists),
    exception,
    firstToken,
  };
}

function readAttributes(
  parent: JsonMap,
  wanted: ReadonlySet<string>,
  lists: readonly string[],
): Attributes {
  const attributes = new Map<string, AttributeValue>();
  for (const { key, value } of listOf(parent, 'attributes')) {
    if (typeof key !== 'string') {
      continue;
    }
    if (!wanted.has(key)) {
      growList(attributes, key, lists);
      continue;
    }
    const read = valueOf(value);
    if (read !== undefined) {
      attributes.set(key, read);
    }
  }
  return attributes;
}
