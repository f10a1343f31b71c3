import {
  hourOf,
  LedgerCount,
  periodStart,
  Qualifier,
  usageCounts,
} from '@modelyard/llm-measures';

export const HOUR_MS = 3_600_000;
export const DAY_HOURS = 24;
export const DAY_MS = DAY_HOURS * HOUR_MS;

/** The consumer of keys that stand for all consumers together. */
export const ALL_CONSUMERS = '*';

/** How finely rows are kept. */
export type Grain = 'hour' | 'day';

/** Columns of what a row counts of calls, in the order of `usageCounts`. Counts of guardrails have a table of their own. */
export const countColumns: readonly string[] = usageCounts.map(columnOf);

function columnOf(count: LedgerCount): string {
  return count.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** The number of the hour of a moment, as tables have it: whole hours since 1970. */
export function hourNumber(moment: number): number {
  return Math.floor(moment / HOUR_MS);
}

/** The number of an hour such as `2026-11-26T20:00:00Z`; NaN for a day and for what is no period. */
export function hourOfPeriod(period: string): number {
  return period.length === 10 ? NaN : periodStart(period) / HOUR_MS;
}

/** An hour or a day of the tables, as people and ledger rows write it. */
export function periodOf(grain: Grain, value: number): string {
  return grain === 'hour'
    ? hourOf(value * HOUR_MS)
    : hourOf(value * DAY_MS).slice(0, 10);
}

const BITS: Readonly<Record<Qualifier, number>> = {
  stale: 1,
  partial: 2,
  approximate: 4,
};

export const PARTIAL = BITS.partial;

export function qualifierBits(qualifiers: readonly Qualifier[]): number {
  return qualifiers.reduce((bits, name) => bits | BITS[name], 0);
}

export function qualifiersOfBits(bits: number): Qualifier[] {
  const names: readonly Qualifier[] = ['stale', 'partial', 'approximate'];
  return names.filter(name => (bits & BITS[name]) !== 0);
}
