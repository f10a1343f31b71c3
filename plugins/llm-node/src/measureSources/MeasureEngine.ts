/**
 * What a series stood at.
 *
 * @public
 */
export interface MeasureSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** May be NaN or infinite, as the engine said. */
  readonly value: number;
}

/**
 * One series, or one row of the result of a query.
 *
 * @public
 */
export interface MeasureSeries {
  /** Empty for a plain number. The name of a metric is the label `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  /** In the order of time, never empty, and one for each moment. */
  readonly samples: readonly MeasureSample[];
}

/**
 * What an engine says beside its answer.
 *
 * @public
 */
export interface MeasureRemarks {
  /** What may be wrong with the answer, in the words of the engine. */
  readonly warnings: readonly string[];
  /** What is worth knowing of it, in the words of the engine. */
  readonly infos: readonly string[];
  /** Whether a part of the data was out of reach: what is there is true, and there may be more. */
  readonly partial: boolean;
}

/**
 * Series that answer a query. Without any the engine has no data, which is not zero.
 *
 * @public
 */
export interface MeasureAnswer extends MeasureRemarks {
  readonly series: readonly MeasureSeries[];
}

/**
 * Values that a label has.
 *
 * @public
 */
export interface MeasureLabelValues extends MeasureRemarks {
  readonly values: readonly string[];
}

/**
 * How an engine that answers is doing.
 *
 * @public
 */
export interface MeasureEngineHealth extends MeasureRemarks {
  /** What it is, such as `Prometheus`; absent where it does not say. */
  readonly product?: string;
  /** Its version; absent where it does not say. */
  readonly version?: string;
  /** Milliseconds that it took to answer a query. */
  readonly roundTripMs: number;
  /** Milliseconds since its newest scrape; absent where there was none of late, or the engine does not scrape. */
  readonly lagMs?: number;
}

/**
 * Options of everything that is asked.
 *
 * @public
 */
export interface MeasureRequestOptions {
  /** Ends it early; it then rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/**
 * A span of time, in milliseconds since 1970; both ends belong to it.
 *
 * @public
 */
export interface MeasureSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * One engine that holds series and answers PromQL. Whoever builds a query escapes what goes into it.
 *
 * Everything here rejects with `MeasureEngineError`, or with the reason of the signal.
 *
 * @public
 */
export interface MeasureEngine {
  /** What the configuration calls it; unique among all engines. */
  readonly name: string;
  /** The clusters whose series it holds, as pools name them; all where this is absent. */
  readonly clusters?: readonly string[];

  /**
   * What a query gives at one moment.
   *
   * @param options - `time` in milliseconds since 1970; now where it is absent
   */
  instant(
    query: string,
    options?: MeasureRequestOptions & { readonly time?: number },
  ): Promise<MeasureAnswer>;

  /**
   * What a query gives at `start`, one `step` later, and so on until `end`. Any number of points is asked for in as many
   * pieces as the engine needs.
   *
   * @param options - `step` in milliseconds
   */
  range(
    query: string,
    options: MeasureRequestOptions & MeasureSpan & { readonly step: number },
  ): Promise<MeasureAnswer>;

  /**
   * The samples of series as they were scraped, in as many pieces as the engine needs.
   *
   * @param selector - Of series, such as `vllm:prompt_tokens_total{namespace="prod"}`, without a range
   */
  samples(
    selector: string,
    options: MeasureRequestOptions & MeasureSpan,
  ): Promise<MeasureAnswer>;

  /**
   * Values that a label has.
   *
   * @param options - `selectors` of the series that count; all where there is none
   */
  labelValues(
    label: string,
    options?: MeasureRequestOptions &
      Partial<MeasureSpan> & { readonly selectors?: readonly string[] },
  ): Promise<MeasureLabelValues>;

  /** Asks the engine for a sign of life, once: at once, and without trying again. */
  health(options?: MeasureRequestOptions): Promise<MeasureEngineHealth>;
}
