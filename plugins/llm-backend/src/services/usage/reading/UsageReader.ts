import {
  Histogram,
  Increase,
  LedgerCount,
  LedgerKeyPart,
  LedgerMoney,
  Qualifier,
  Reconciliation,
  Vantage,
} from '@modelyard/llm-measures';

/** How finely an answer is cut by time, in UTC. */
export type UsageStep = 'hour' | 'day' | 'total';

/** What an answer is limited to: of each part the values that count. */
export type UsageFilters = {
  readonly [Part in LedgerKeyPart]?: readonly string[];
};

/** A question about usage, or about what guardrails checked. */
export interface UsageQuestion {
  /** Whether calls are counted, as they are where it is absent, or what guardrails checked. The one knows nothing of the other. */
  readonly of?: 'calls' | 'checks';
  /** Beginning of the span, in milliseconds since 1970: the hour that it lies in is the first. */
  readonly from: number;
  /** End of the span: the hour that begins then is no longer part of it. */
  readonly to: number;
  readonly step: UsageStep;
  /** The parts by which the sums are told apart, each once; none for one sum of all. */
  readonly by: readonly LedgerKeyPart[];
  readonly where?: UsageFilters;
  /** Whose figures count first, as `authorityOrderOf` says unless configured otherwise. */
  readonly order?: readonly Vantage[];
}

/** How much of a count there was, by those whose figures count. */
export interface UsageCountSum {
  readonly increase: Increase;
  /** From where it was seen; several where models have different authorities. */
  readonly vantages: readonly Vantage[];
  readonly qualifiers: readonly Qualifier[];
}

/** The sum of what happened, for one value of each part that was asked for. */
export interface UsageSum {
  /** The hour or day, such as `2026-11-26T20:00:00Z` or `2026-11-26`. Absent in totals. */
  readonly period?: string;
  readonly key: { readonly [Part in LedgerKeyPart]?: string };
  /** A count that is absent was not reported by anyone whose figures count, which is not zero. */
  readonly counts: Readonly<Partial<Record<LedgerCount, UsageCountSum>>>;
  /** Amounts of the hours that are closed, one for each currency; absent where nothing is priced. */
  readonly money?: readonly LedgerMoney[];
  /** Whether there is usage without money beside it: of open hours, or without a price. */
  readonly unpriced: boolean;
}

/** Whose figures count for a model, and what the others say. */
export interface UsageAuthority {
  readonly model: string;
  readonly count: LedgerCount;
  readonly vantage: Vantage;
  readonly sources: readonly string[];
  readonly others: readonly Reconciliation[];
}

/** How much of the hours that were over a source has told of that is asked for them. */
export interface SourceCoverage {
  readonly source: string;
  /** From 0 to 1. */
  readonly coverage: number;
  readonly missingHours: number;
}

/** An answer, and what it rests on. */
export interface UsageAnswer {
  /** In the order of time, then of the parts that were asked for. */
  readonly sums: readonly UsageSum[];
  /** In the order of models and counts. */
  readonly authorities: readonly UsageAuthority[];
  /** Of sources that are asked; those that report by themselves cannot tell what they lack. */
  readonly coverage: readonly SourceCoverage[];
  /** Whether all hours of the span are closed, so that amounts change no more. */
  readonly closed: boolean;
}

/** A distribution of what was observed. */
export interface UsageHistogram {
  readonly period?: string;
  readonly key: { readonly [Part in LedgerKeyPart]?: string };
  readonly histogram: Histogram;
  readonly vantages: readonly Vantage[];
  /** `partial` where parts have other bounds, and were left out: those with the most observations stay. */
  readonly qualifiers: readonly Qualifier[];
}

/** Reads what models were used for. */
export interface UsageReader {
  /**
   * Adds usage up. Of each model and count the figures of one vantage count, by the whole span; those of others are compared.
   * Of checks the vantage that counts all of them also counts what became of them.
   *
   * @throws InputError where the span is none, or longer than hours can be told apart in
   */
  read(question: UsageQuestion): Promise<UsageAnswer>;

  /**
   * Adds histograms of a series up. They are not kept by consumer.
   *
   * @throws InputError as `read`, and where consumers are asked for
   */
  readHistograms(
    question: UsageQuestion & { readonly series: string },
  ): Promise<UsageHistogram[]>;
}
