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
  /**
   * Moments of samples before which the process is known to have begun again since the sample before, although this series
   * does not show it: another one of the process fell.
   */
  readonly restarts?: ReadonlySet<number>;
}

/** Moments of samples that are less than the one before. Samples are clean. */
export function fallsOf(samples: readonly Sample[]): number[] {
  return samples
    .filter((sample, i) => i > 0 && sample.value < samples[i - 1].value)
    .map(({ at }) => at);
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

/**
 * The most that a counter grew by from one sample to the next; 0 where it did not.
 *
 * @public
 */
export function largestStepOf(samples: readonly Sample[]): number {
  return samples.reduce(
    (largest, { value }, i) =>
      i > 0 && value - samples[i - 1].value > largest
        ? value - samples[i - 1].value
        : largest,
    0,
  );
}
