import type { LlmUsageRow } from '@modelyard/plugin-llm-common';
import {
  MOST_SERIES,
  REST_KEY,
  sumOf,
  type ChartSeries,
} from '../charts/series';
import { valueOf, type UsageMeasure } from './counts';
import { cellKey, type Usage } from './readUsage';

/**
 * The course of the largest groups, and of the others together: what remains
 * of each step when the shown groups are taken from it.
 */
export function usageSeries(options: {
  usage: Usage;
  measure: UsageMeasure;
  currency: string | undefined;
  labelOf: (key: string | undefined) => string;
  restLabel: string;
}): ChartSeries[] {
  const { usage, measure, currency, labelOf, restLabel } = options;
  const { choice, groups, byPeriod, cells } = usage;
  const { periods } = choice.span;
  const value = (row: LlmUsageRow | undefined) =>
    valueOf(row, measure, currency);

  const shown = [...groups]
    .filter(row => value(row) !== undefined)
    .sort((left, right) => (value(right) ?? 0) - (value(left) ?? 0))
    .slice(0, MOST_SERIES)
    .map((row): ChartSeries => {
      const key = row.key[choice.by];
      return {
        key: key ?? '',
        label: labelOf(key),
        values: periods.map(period => value(cells.get(cellKey(period, key)))),
      };
    });

  const rest = periods.map((period, step) => {
    const total = value(byPeriod.get(period));
    const known = sumOf(shown.map(({ values }) => values[step]));
    if (total === undefined || known === undefined) {
      return total;
    }
    // Sums of decimals differ in their last digits from the sum of all.
    const left = total - known;
    return left > total * 1e-9 ? left : undefined;
  });
  return rest.some(each => each !== undefined)
    ? [...shown, { key: REST_KEY, label: restLabel, values: rest }]
    : shown;
}
