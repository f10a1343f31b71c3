/**
 * What a counter stood at when it was scraped.
 *
 * @public
 */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/**
 * One series of a counter: one process that counts.
 *
 * @public
 */
export interface CounterSeries {
  readonly samples: readonly Sample[];
  /** Moments at which the process is known to have started, in milliseconds since 1970. */
  readonly starts?: readonly number[];
}

/** In the order of time, one for each moment, without markers (NaN) and what no counter can stand at. */
export function cleanSamples(
  samples: readonly Sample[],
  from: number,
  to: number,
): readonly Sample[] {
  return samples
    .filter(
      ({ at, value }) =>
        Number.isFinite(value) && value >= 0 && at >= from && at <= to,
    )
    .sort((a, b) => a.at - b.at)
    .filter(({ at }, index, sorted) => sorted[index - 1]?.at !== at);
}
