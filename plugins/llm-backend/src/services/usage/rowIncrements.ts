import {
  Histogram,
  Increase,
  isCheckCount,
  ledgerCounts,
  LedgerRow,
  usageCounts,
} from '@modelyard/llm-measures';
import {
  BucketIncrement,
  CheckIncrement,
  EdgeIncrement,
  Increments,
  NO_SUM_PLACE,
  RowIncrement,
  SUM_PLACE,
  UNSEEN_PLACE,
} from './tables/applyIncrements';
import { KeyIds } from './tables/UsageDictionary';
import { qualifierBits } from './tables/units';

/** A row of an hour with its numbers. */
export interface NumberedRow {
  readonly row: LedgerRow;
  readonly key: KeyIds;
}

/** What whole rows add to the tables. */
export function rowIncrements(
  hour: number,
  rows: readonly NumberedRow[],
): Omit<Increments, 'buckets'> {
  const edges: EdgeIncrement[] = [];
  const checks: CheckIncrement[] = [];
  const increments = rows.flatMap(({ row, key }): RowIncrement[] => {
    const qualifiers = qualifierBits(row.qualifiers);
    const names = ledgerCounts.filter(name => row.counts[name]);
    for (const [count, name] of ledgerCounts.entries()) {
      const increase = row.counts[name];
      if (increase && isCheckCount(name)) {
        const n = increase.value;
        checks.push({ hour, keyId: key.id, count, n, qualifiers });
      }
      if (increase && !isExact(increase)) {
        const { unseen, startEdge, endEdge } = increase;
        const bounded = Number.isFinite(unseen);
        edges.push({
          hour,
          keyId: key.id,
          count,
          unseen: bounded ? unseen : 0,
          unbounded: bounded ? 0 : 1,
          startEdge,
          endEdge,
        });
      }
    }
    if (names.length > 0 && names.every(isCheckCount)) {
      return [];
    }
    const counts = usageCounts.map(name => row.counts[name]?.value ?? null);
    return [{ hour, keyId: key.id, counts, qualifiers }];
  });
  return { rows: increments, checks, edges };
}

/** The buckets of the histograms of rows, those of all consumers of a key together. */
export function bucketIncrements(
  hour: number,
  rows: readonly NumberedRow[],
  scaleIdOf: (series: string, bounds: readonly number[]) => number,
): BucketIncrement[] {
  const buckets = new Map<string, BucketIncrement>();
  for (const { row, key } of rows) {
    for (const [series, histogram] of Object.entries(row.histograms)) {
      const scaleId = scaleIdOf(series, histogram.bounds);
      for (const [bucket, n] of placesOf(histogram)) {
        const keyId = key.totalId;
        const text = `${keyId}/${scaleId}/${bucket}`;
        const before = buckets.get(text)?.n ?? 0;
        buckets.set(text, { hour, keyId, scaleId, bucket, n: before + n });
      }
    }
  }
  return [...buckets.values()].filter(({ n }) => n !== 0);
}

function placesOf(histogram: Histogram): Array<[bucket: number, n: number]> {
  return [
    ...histogram.counts.map((n, index): [number, number] => [index, n]),
    histogram.sum === undefined
      ? [NO_SUM_PLACE, 1]
      : [SUM_PLACE, histogram.sum],
    [UNSEEN_PLACE, histogram.unseen ?? 0],
  ];
}

function isExact({ unseen, startEdge, endEdge }: Increase): boolean {
  return unseen === 0 && startEdge === 0 && endEdge === 0;
}
