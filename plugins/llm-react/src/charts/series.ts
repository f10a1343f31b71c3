/**
 * One group of a chart.
 *
 * @public
 */
export interface ChartSeries {
  /** Tells it from the others. */
  readonly key: string;
  readonly label: string;
  /** One for each step; absent where nothing is known, which is never zero. */
  readonly values: readonly (number | undefined)[];
}

/**
 * A step of time.
 *
 * @public
 */
export interface ChartStep {
  /** Names the step in tooltips and tables: `Nov 3, 2026`. */
  readonly label: string;
  /** The short name under the axis: `Nov 3`. */
  readonly tick: string;
}

/** The most groups that can be told apart by looks. */
export const MOST_SERIES = 8;

/** Key of what holds all the groups that are too many to be told apart. */
export const REST_KEY = '\u0000rest';

/** The sum of what is known; absent where nothing is. */
export function sumOf(
  values: Iterable<number | undefined>,
): number | undefined {
  let sum: number | undefined;
  for (const value of values) {
    if (value !== undefined) {
      sum = (sum ?? 0) + value;
    }
  }
  return sum;
}

/** All groups of each step together. */
export function totalsOf(
  series: readonly ChartSeries[],
  steps: number,
): (number | undefined)[] {
  return Array.from({ length: steps }, (_, index) =>
    sumOf(series.map(({ values }) => values[index])),
  );
}

/**
 * Keeps the largest groups, and adds up the others at the end. What the caller
 * has added up already, under {@link REST_KEY}, stays there.
 *
 * @param options - `restLabel`: what the others are called together
 */
export function foldSeries(options: {
  series: readonly ChartSeries[];
  restLabel: (count: number) => string;
  most?: number;
}): ChartSeries[] {
  const { restLabel, most = MOST_SERIES } = options;
  const series = options.series.filter(({ key }) => key !== REST_KEY);
  const given = options.series.filter(({ key }) => key === REST_KEY);
  const sized = series
    .map(each => ({ each, size: sumOf(each.values) ?? -1 }))
    .sort((left, right) => right.size - left.size)
    .map(({ each }) => each);
  if (sized.length <= most) {
    return [...sized, ...given];
  }
  const rest = [...sized.slice(most), ...given];
  return [
    ...sized.slice(0, most),
    {
      key: REST_KEY,
      label: restLabel(rest.length),
      values: totalsOf(rest, Math.max(...rest.map(each => each.values.length))),
    },
  ];
}
