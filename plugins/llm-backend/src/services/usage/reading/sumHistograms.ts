import {
  AUTHORITY_ORDER,
  Histogram,
  LedgerKeyPart,
  Vantage,
  vantages,
} from '@modelyard/llm-measures';
import {
  NO_SUM_PLACE,
  SUM_PLACE,
  UNSEEN_PLACE,
} from '../tables/applyIncrements';
import { partsOfRow, periodOfRow } from './Cells';
import { SumRow } from './selectSums';
import { UsageHistogram, UsageQuestion, UsageStep } from './UsageReader';

/** Places of a histogram and what they hold, by the number of its scale. */
type Places = Map<number, Map<number, number>>;

/**
 * Adds buckets up: of each model those of the vantage that counts, and of different bounds those with the most observations.
 */
export function sumHistograms(options: {
  rows: readonly SumRow[];
  by: UsageQuestion['by'];
  step: UsageStep;
  order?: readonly Vantage[];
  bounds: ReadonlyMap<number, readonly number[]>;
}): UsageHistogram[] {
  const { rows, by, step, order = AUTHORITY_ORDER, bounds } = options;
  const authority = new Map<string, Vantage>();
  for (const { model, vantage } of rows) {
    const seen = `${vantage}` as Vantage;
    const before = authority.get(`${model}`);
    const better =
      order.includes(seen) &&
      (!before || order.indexOf(seen) < order.indexOf(before));
    if (better) {
      authority.set(`${model}`, seen);
    }
  }
  const groups = new Map<string, ReturnType<typeof emptyGroup>>();
  for (const row of rows) {
    if (authority.get(`${row.model}`) === row.vantage) {
      const { period } = periodOfRow(step, row);
      const key = partsOfRow(by, row);
      const text = JSON.stringify([period ?? '', ...by.map(part => key[part])]);
      const group = groups.get(text) ?? emptyGroup(period, key);
      groups.set(text, group);
      group.seen.add(`${row.vantage}` as Vantage);
      const places = group.scales.get(Number(row.scale_id)) ?? new Map();
      group.scales.set(Number(row.scale_id), places);
      const bucket = Number(row.bucket);
      places.set(bucket, (places.get(bucket) ?? 0) + Number(row.n));
    }
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { period, key, seen, scales }]): UsageHistogram[] => {
      const histograms = [...scales]
        .map(([id, places]) => toHistogram(bounds.get(id) ?? [], places))
        .filter(each => observations(each) > 0)
        .sort((a, b) => observations(b) - observations(a));
      const [histogram] = histograms;
      return histogram
        ? [
            {
              ...(period !== undefined && { period }),
              key,
              histogram,
              vantages: vantages.filter(each => seen.has(each)),
              qualifiers: histograms.length > 1 ? ['partial'] : [],
            },
          ]
        : [];
    });
}

function emptyGroup(
  period: string | undefined,
  key: Partial<Record<LedgerKeyPart, string>>,
) {
  const scales: Places = new Map();
  return { period, key, scales, seen: new Set<Vantage>() };
}

function toHistogram(
  bounds: readonly number[],
  places: ReadonlyMap<number, number>,
): Histogram {
  const unseen = places.get(UNSEEN_PLACE) ?? 0;
  // A sum that lacks a part would give a mean that is too low.
  const whole = (places.get(NO_SUM_PLACE) ?? 0) === 0;
  return {
    bounds,
    counts: [...bounds, Infinity].map((_, index) => places.get(index) ?? 0),
    ...(whole && { sum: places.get(SUM_PLACE) ?? 0 }),
    ...(unseen > 0 && { unseen }),
  };
}

function observations({ counts }: Histogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
