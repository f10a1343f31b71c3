/** Place from which a source sees the traffic, as an operator says it. */
export type SourcePlace = 'gateway' | 'engine' | 'client';

/** How what one sender reports is to be read. */
export interface SourceRule {
  /** Attributes of the resource that a sender has, all of them. */
  readonly match: ReadonlyMap<string, string>;
  /** Name that it gets, in place of the name of its service. */
  readonly name?: string;
  readonly place?: SourcePlace;
  /** Attribute of spans, points or the resource that names the consumer. */
  readonly consumerAttribute?: string;
  /** Attribute of spans, points or the resource that names the model. */
  readonly modelAttribute?: string;
  /** Whether it reports only some of what it sees. */
  readonly sampled: boolean;
  /** Whether nothing of it counts. */
  readonly ignored: boolean;
  /** Scopes whose spans and metrics do not count. */
  readonly ignoredScopes: ReadonlySet<string>;
  readonly cacheReads?: 'included' | 'beside';
}

/** Settings of the intake. */
export interface OtlpConfig {
  /** Bytes of a request, after it was inflated. */
  readonly maxBodyBytes: number;
  /** Requests of one subject, in each replica. */
  readonly rateLimit: { readonly perSecond: number; readonly burst: number };
  /** Attributes that name the consumer, the preferred first. */
  readonly consumerAttributes: readonly string[];
  readonly sources: readonly SourceRule[];
}
