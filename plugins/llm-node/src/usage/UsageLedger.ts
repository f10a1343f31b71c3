import { Histogram, LedgerCount, Vantage } from '@modelyard/llm-measures';

/**
 * Who did what with which model, in the words of the source. The ledger turns names into entities; what is absent is unknown.
 *
 * @public
 */
export interface UsageSubject {
  /** The name under which the model was asked for, or a reference to its entity. */
  readonly model?: string;
  readonly version?: string;
  /** The deployment that answered, where the source knows it. */
  readonly deployment?: string;
  /** Kind of the call as in the conventions of OpenTelemetry for generative AI, such as `chat` or `embeddings`. */
  readonly operation?: string;
  readonly provider?: string;
  /** A reference to an entity, or any other name of a program or a group; never that of a person. */
  readonly consumer?: string;
  readonly cluster?: string;
  readonly namespace?: string;
}

/**
 * Where usage was seen.
 *
 * @public
 */
export interface UsageOrigin {
  /** The instance that reports, such as a gateway; the same after it restarts. */
  readonly source: string;
  /** From where it sees the traffic. */
  readonly vantage: Vantage;
  /** Whether the source says that it reports only some of what it sees. */
  readonly sampled?: boolean;
}

/**
 * One call that ended.
 *
 * @public
 */
export interface UsageCall {
  /**
   * Names the call among all that its source reports, such as by trace and span. Reported again it is not counted again. At
   * most 64 characters.
   */
  readonly id: string;
  /** When it ended, in milliseconds since 1970; the same however often it is reported. */
  readonly at: number;
  readonly subject: UsageSubject;
  /** What it used. A count that is absent was not reported, which is not zero. */
  readonly counts: Readonly<Partial<Record<LedgerCount, number>>>;
  /** What was observed of it, by canonical series and in the unit of that. */
  readonly observations: Readonly<Record<string, number>>;
}

/**
 * A point of a stream of metrics.
 *
 * @public
 */
export interface UsagePoint {
  /** Names the stream among all of its source, such as by a digest of its attributes. At most 64 characters. */
  readonly stream: string;
  /**
   * Beginning of what the values cover, in milliseconds since 1970. Of a cumulative stream that of its sender, which is
   * another one after a restart.
   */
  readonly start: number;
  /** End of what the values cover, in milliseconds since 1970. */
  readonly at: number;
  readonly temporality: 'delta' | 'cumulative';
  readonly subject: UsageSubject;
  readonly counts: Readonly<Partial<Record<LedgerCount, number>>>;
  /** Those of the counts that the source only comes near, such as blocks that it counts among its errors. */
  readonly approximate?: readonly LedgerCount[];
  /** By canonical series and in the unit of that. */
  readonly histograms: Readonly<Record<string, Histogram>>;
}

/**
 * What became of what was reported.
 *
 * @public
 */
export interface UsageReceipt {
  readonly counted: number;
  /** What had been counted before. */
  readonly repeated: number;
  /**
   * What came too late to tell whether it had been counted before, or ended in a time to come by the ledger's clock, and was not
   * counted.
   */
  readonly late: number;
}

/**
 * What an intake had to refuse: the sender has lost it.
 *
 * @public
 */
export interface UsageRefusal {
  /** Why, such as `too-large`. */
  readonly code: string;
  /** How many requests. */
  readonly requests: number;
  /** When the last of them came, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Where intakes write what they were told. What resolves is stored for good; what rejects was not counted at all, and may be
 * reported again.
 *
 * @public
 */
export interface UsageLedger {
  /** Counts calls, each once however often and in whatever batches it is reported. */
  recordCalls(
    options: UsageOrigin & { readonly calls: readonly UsageCall[] },
  ): Promise<UsageReceipt>;

  /** Counts what streams have grown by. */
  recordPoints(
    options: UsageOrigin & { readonly points: readonly UsagePoint[] },
  ): Promise<UsageReceipt>;

  /** Remembers what was refused, so that people see what the figures lack. */
  recordRefusals(options: {
    readonly intake: string;
    readonly refusals: readonly UsageRefusal[];
  }): Promise<void>;
}
