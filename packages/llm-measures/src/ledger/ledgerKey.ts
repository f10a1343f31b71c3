import { failure, Result, success } from '@modelyard/llm-units';
import { LedgerKey, LedgerKeyPart, ledgerKeyParts, UNKNOWN } from './LedgerRow';

const HOUR = 3_600_000;
const PERIOD = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:00:00Z)?$/;

/**
 * The hour of a moment, in UTC.
 *
 * @param moment - Milliseconds since 1970
 * @public
 */
export function hourOf(moment: number): string {
  const start = new Date(Math.floor(moment / HOUR) * HOUR);
  return `${start.toISOString().slice(0, 19)}Z`;
}

/**
 * The key of what happened at a moment. Parts that are absent or empty are unknown.
 *
 * @returns An issue where the moment is none
 * @public
 */
export function ledgerKey(options: {
  at: number;
  parts: Readonly<Partial<Record<LedgerKeyPart, string>>>;
}): Result<LedgerKey> {
  const { at, parts } = options;
  // The range of four-digit years, in which hours compare and sort as text.
  if (!(at >= 0 && at < Date.UTC(10_000, 0, 1))) {
    return failure('moment-invalid', `is not a moment since 1970: ${at}`);
  }
  const known = (part: LedgerKeyPart) => parts[part]?.trim() || UNKNOWN;
  return success({
    period: hourOf(at),
    model: known('model'),
    version: known('version'),
    deployment: known('deployment'),
    operation: known('operation'),
    provider: known('provider'),
    consumer: known('consumer'),
    source: known('source'),
  });
}

/**
 * A key as text, the same for equal keys and for no others.
 *
 * @public
 */
export function keyText(key: LedgerKey): string {
  return JSON.stringify([key.period, ...ledgerKeyParts.map(part => key[part])]);
}

/**
 * Beginning of an hour or day, in milliseconds since 1970.
 *
 * @public
 */
export function periodStart(period: string): number {
  return PERIOD.test(period)
    ? Date.parse(period.length === 10 ? `${period}T00:00:00Z` : period)
    : NaN;
}
