import { AttributeValue, Resource, Scope, Span } from '../decode/records';

/** A value in seconds, or in another unit with what to multiply it by. */
export interface TimeName {
  readonly name: string;
  /** Seconds of one. */
  readonly scale: number;
}

/** Names of attributes by what they say, the preferred first. */
export interface AttributeNames {
  readonly model: readonly string[];
  readonly operation: readonly string[];
  readonly provider: readonly string[];
  readonly inputTokens: readonly string[];
  readonly outputTokens: readonly string[];
  /** Tokens of the prompt that were found in a cache. */
  readonly cachedInputTokens: readonly string[];
  /** Tokens of the prompt that were written to a cache. */
  readonly cacheWrittenTokens: readonly string[];
  readonly timeToFirstToken: readonly TimeName[];
  readonly endToEnd: readonly TimeName[];
  readonly queueTime: readonly TimeName[];
  readonly errorType: readonly string[];
  readonly httpStatus: readonly string[];
  readonly grpcStatus: readonly string[];
  readonly images: readonly string[];
  readonly audioSeconds: readonly string[];
  readonly characters: readonly string[];
  readonly texts: readonly string[];
  readonly documents: readonly string[];
  /** Names of programs and groups, never of people. */
  readonly consumer: readonly string[];
}

/** How one family of programs writes spans of calls to models. */
export interface Dialect {
  readonly id: string;
  readonly title: string;
  /** Where the names were taken from, and of which version. */
  readonly checked: string;
  /** Whether a span is written in it; the first dialect of the list that says so reads the span. */
  recognises(span: Span): boolean;
  /** Whether a sender is such a gateway, so that its metrics are those of one. */
  isGateway?(scope: Scope, resource: Resource): boolean;
  /**
   * Whether a span is the call to a model, and not an agent, a tool, a workflow or a part of a call that another span stands
   * for.
   */
  isCall(span: Span): boolean;
  /** From where it sees the traffic, unless the configuration says so. */
  vantage(span: Span): CallVantage;
  readonly names: AttributeNames;
  /** Whether the tokens of the prompt hold those of the cache, or those are to be added. */
  readonly cacheReads: 'included' | 'beside';
  /** Kinds of calls that it calls differently from others. */
  readonly operations?: Readonly<Record<string, string>>;
  /** Names of spans that `recognises` and `isCall` look at; others are not read. */
  readonly spanNames?: readonly string[];
  /** Attributes besides `names` that they look at. */
  readonly marks?: readonly string[];
}

/** Vantages of what reports calls one by one. */
export type CallVantage = 'gateway-log' | 'engine-log' | 'client-log';

/** A text of a span; empty where there is none. */
export function text(
  attributes: ReadonlyMap<string, AttributeValue>,
  names: readonly string[],
): string {
  for (const name of names) {
    const value = attributes.get(name);
    if (typeof value === 'string' && value.trim() !== '') {
      return value.trim();
    }
  }
  return '';
}
