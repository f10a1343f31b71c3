/** A value of an attribute. Lists, maps and bytes are not read: nothing that counts stands in them. */
export type AttributeValue = string | number | boolean;

/** The attributes that somebody asked for, and no others. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** Who sends, as all that it sends says of it. */
export interface Resource {
  readonly attributes: Attributes;
  /** Names the resource with all of its attributes. Only metrics have one. */
  readonly digest?: string;
}

/** What measured it, inside of who sends. */
export interface Scope {
  readonly name: string;
  /** Names the scope with all of its attributes. Only metrics have one. */
  readonly digest?: string;
}

/** Kinds of spans, by their numbers. */
export const SERVER = 2;

/** A span, as far as it is read. */
export interface Span {
  readonly resource: Resource;
  readonly scope: Scope;
  /** In lower-case hexadecimal digits; empty where there is none that is valid. */
  readonly traceId: string;
  /** As `traceId`. */
  readonly spanId: string;
  /** The name where it is one of those that tell spans apart, and empty otherwise: names may hold what a person wrote. */
  readonly name: string;
  readonly kind: number;
  /** Milliseconds since 1970; 0 where it is absent. */
  readonly start: number;
  /** Milliseconds since 1970; 0 where it is absent. */
  readonly end: number;
  /** Whether its status is an error. */
  readonly error: boolean;
  /** What OpenTelemetry itself says in the state of the trace, such as `th:8`. */
  readonly otelState: string;
  readonly attributes: Attributes;
  /** Class of the exception that it recorded. */
  readonly exception?: string;
  /** When the first piece of the answer came, where an event says it; milliseconds since 1970. */
  readonly firstToken?: number;
}

/** Which attributes and names are read. */
export interface Wanted {
  readonly attributes: ReadonlySet<string>;
  /**
   * Beginnings of names that end in a number and what lies below it: their largest number plus one is read as a value under
   * the beginning, without the values themselves.
   */
  readonly lists: readonly string[];
  readonly resource: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** Longer texts name nothing, and are not read. */
export const LONGEST_TEXT = 256;

/** Names of events that say when the first piece of an answer came. */
export const FIRST_TOKEN_EVENTS: ReadonlySet<string> = new Set([
  'First Token Stream Event',
]);

/** Takes the list that a name belongs to and its place in that, such as 3 of `embedding.embeddings.3.embedding.text`. */
function placeInList(
  name: string,
  lists: readonly string[],
): { list: string; size: number } | undefined {
  const list = lists.find(each => name.startsWith(each));
  if (list === undefined) {
    return undefined;
  }
  const index = Number.parseInt(name.slice(list.length, list.length + 6), 10);
  return index >= 0 ? { list, size: index + 1 } : undefined;
}

/** Puts the place of a name into its list, where it is the largest so far. */
export function growList(
  attributes: Map<string, AttributeValue>,
  name: string,
  lists: readonly string[],
): void {
  const place = placeInList(name, lists);
  if (place) {
    const before = Number(attributes.get(place.list) ?? 0);
    attributes.set(place.list, Math.max(before, place.size));
  }
}

/** What OpenTelemetry says in the state of a trace, which has a part for each system, such as `ot=th:8,other=1`. */
export function otelStateOf(traceState: string): string {
  const part = traceState
    .split(',')
    .find(each => each.trimStart().startsWith('ot='));
  return part?.trim().slice(3) ?? '';
}
