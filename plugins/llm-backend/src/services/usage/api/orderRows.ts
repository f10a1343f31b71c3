import { LedgerKeyPart } from '@modelyard/llm-measures';
import { LlmUsageQuestion, LlmUsageRow } from '@modelyard/plugin-llm-common';

/** Where a row stands among others. Of costs the currency counts first: amounts of several are not compared. */
export interface RowPlace {
  /** The largest first; what has none comes last. */
  readonly value?: number;
  readonly currency?: string;
  /** Period and parts, which no other row of the answer has. */
  readonly key: string;
}

/** Says where a row stands in the order that was asked for. */
export function placeOf(
  row: LlmUsageRow,
  by: readonly Exclude<LedgerKeyPart, 'source'>[],
  sort: LlmUsageQuestion['sort'],
): RowPlace {
  const key = JSON.stringify([
    row.period ?? '',
    ...by.map(part => row.key[part] ?? ''),
  ]);
  if (sort === 'cost') {
    const cost = row.cost?.[0];
    return cost
      ? { value: Number(cost.amount), currency: cost.currency, key }
      : { key };
  }
  const value = sort && row.counts[sort]?.value;
  return value === undefined ? { key } : { value, key };
}

/** Negative where the first comes first. */
export function comparePlaces(a: RowPlace, b: RowPlace): number {
  return (
    compare(a.value === undefined ? 1 : 0, b.value === undefined ? 1 : 0) ||
    compare(a.currency ?? '', b.currency ?? '') ||
    compare(b.value ?? 0, a.value ?? 0) ||
    compare(a.key, b.key)
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
