import { Money } from '@modelyard/llm-units';
import { Increase } from '../counters/Increase';
import { Histogram } from '../histograms/Histogram';
import { Qualifier } from '../result/MeasureResult';
import { Vantage } from '../series/Vantage';

/**
 * What stands for a part of a key that is not known.
 *
 * @public
 */
export const UNKNOWN = 'unknown';

/**
 * The consumer that all stand for who are too many to be named.
 *
 * @public
 */
export const OTHER = 'other';

/**
 * The parts of the key of a row beside its hour, in their order.
 *
 * @public
 */
export const ledgerKeyParts = [
  'model',
  'version',
  'deployment',
  'operation',
  'provider',
  'consumer',
  'source',
] as const;

/**
 * Name of a part of the key of a row.
 *
 * @public
 */
export type LedgerKeyPart = (typeof ledgerKeyParts)[number];

/**
 * The key of a row: one hour or day, and who did what with which model, as one source instance saw it.
 *
 * @public
 */
export type LedgerKey = {
  /** Beginning of the hour in UTC, such as `2026-11-26T20:00:00Z`; a day such as `2026-11-26` after roll-up. */
  readonly period: string;
} & { readonly [Part in LedgerKeyPart]: string };

/**
 * What a row counts of calls to models.
 *
 * @public
 */
export const usageCounts = [
  'requests',
  'failed',
  'refused',
  'aborted',
  'inputTokens',
  'outputTokens',
  'cachedInputTokens',
  'audioSeconds',
  'characters',
  'images',
  'texts',
  'documents',
] as const;

/**
 * What a row counts of the checks of guardrails, and of their scans for personal data.
 *
 * @public
 */
export const checkCounts = [
  'checks',
  'checksAllowed',
  'checksMasked',
  'checksBlocked',
  'checksDetected',
  'checksSkipped',
  'checksFailed',
  'scans',
  'scansMasked',
  'scansExposed',
] as const;

/**
 * What a row counts.
 *
 * @public
 */
export const ledgerCounts = [...usageCounts, ...checkCounts] as const;

/**
 * Name of what a row counts.
 *
 * @public
 */
export type LedgerCount = (typeof ledgerCounts)[number];

/**
 * Name of what a row counts of guardrails.
 *
 * @public
 */
export type CheckCount = (typeof checkCounts)[number];

/**
 * Whether a count is one of guardrails.
 *
 * @public
 */
export function isCheckCount(count: LedgerCount): count is CheckCount {
  return checkCounts.some(each => each === count);
}

/**
 * The count of guardrails that holds another one as a part of it.
 *
 * @returns Undefined for those that are no part, and for counts of calls
 * @public
 */
export function wholeOfCheck(count: LedgerCount): CheckCount | undefined {
  if (!isCheckCount(count) || count === 'checks' || count === 'scans') {
    return undefined;
  }
  return count.startsWith('scans') ? 'scans' : 'checks';
}

/**
 * The money of a row, computed when its hour was closed and not changed since.
 *
 * @public
 */
export interface LedgerMoney {
  readonly amount: Money;
  /** The prices that were in force, in the order of the alphabet. */
  readonly priceIds: readonly string[];
}

/**
 * A row of the usage ledger. A count that is absent was not reported, which is not zero.
 *
 * @public
 */
export interface LedgerRow {
  readonly key: LedgerKey;
  /** From where the source saw the traffic. */
  readonly vantage: Vantage;
  readonly counts: Readonly<Partial<Record<LedgerCount, Increase>>>;
  /** Histograms by the canonical series. */
  readonly histograms: Readonly<Record<string, Histogram>>;
  readonly qualifiers: readonly Qualifier[];
  /** Amounts of closed hours, one for each currency, in the order of the alphabet. Absent while the hour is open. */
  readonly money?: readonly LedgerMoney[];
}
