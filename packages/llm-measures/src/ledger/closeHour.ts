import { dayOf, failure, multiplyMoney, Result } from '@modelyard/llm-units';
import { UsagePrice } from '../measure/MeasureContext';
import { keyText, periodStart } from './ledgerKey';
import { addAmounts } from './addRows';
import { LedgerMoney, LedgerRow } from './LedgerRow';
import { priceUsage } from './priceUsage';

const HOUR = 3_600_000;

/**
 * The price that is in force at a moment: of those that have begun the latest. Prices change at midnight in UTC.
 *
 * @param at - Milliseconds since 1970
 * @returns Undefined where none has begun
 * @public
 */
export function priceAt(
  prices: readonly UsagePrice[],
  at: number,
): UsagePrice | undefined {
  const today = dayOf(new Date(at));
  return prices
    .filter(({ from }) => from <= today)
    .reduce<UsagePrice | undefined>(
      (latest, price) => (latest && latest.from >= price.from ? latest : price),
      undefined,
    );
}

/**
 * Closes an hour: gives a row its money, at the price that was in force when the hour began, and the name of that price. A
 * row that is closed stays as it is, whatever prices have become; {@link correctHour} is the way to change it.
 *
 * @param options - `now` in milliseconds since 1970
 * @returns An issue, and no row, where the hour is not over, its counts are approximate, no price was in force, or the price
 * names what the row does not count: unpriced usage is not free
 * @public
 */
export function closeHour(options: {
  row: LedgerRow;
  prices: readonly UsagePrice[];
  now: number;
}): Result<LedgerRow> {
  const { row, prices, now } = options;
  if (row.money) {
    return { ok: true, value: row, issues: [] };
  }
  if (row.qualifiers.includes('approximate')) {
    return failure(
      'usage-approximate',
      'is only approximately known, and nothing is billed from that',
    );
  }
  const start = periodStart(row.key.period);
  if (row.key.period.length === 10 || !(start + HOUR <= now)) {
    return failure(
      'hour-open',
      `is not an hour that is over: ${row.key.period}`,
    );
  }
  const price = priceAt(prices, start);
  if (!price) {
    return failure('price-missing', `had no price in ${row.key.period}`);
  }
  const result = priceUsage({
    price,
    count: name => row.counts[name]?.value,
  });
  switch (result.state) {
    case 'priced':
      return {
        ok: true,
        value: {
          ...row,
          money: [{ amount: result.amount, priceIds: [price.id] }],
        },
        issues: [],
      };
    case 'unknown':
      return failure(
        'usage-unknown',
        `has a price for what was not counted: ${result.missing.join(', ')}`,
      );
    default:
      return failure('price-invalid', `price ${price.id} ${result.reason}`);
  }
}

/**
 * What a correction changed in a closed row.
 *
 * @public
 */
export interface LedgerCorrection {
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly before: LedgerRow;
  readonly after: LedgerRow;
  /** What was added to the money, each currency apart; negative where it was taken away. */
  readonly difference: readonly LedgerMoney[];
}

/**
 * Replaces a row by what later turned out to be true. The prices stay those that were in force; the row before it, the
 * reason and the difference are kept.
 *
 * @param options - `row` is the corrected row of the same key, not closed; `prices` are all that ever were in force
 * @returns An issue where the keys differ, the reason is empty, or the corrected row cannot be priced
 * @public
 */
export function correctHour(options: {
  closed: LedgerRow;
  row: LedgerRow;
  prices: readonly UsagePrice[];
  reason: string;
  now: number;
}): Result<LedgerCorrection> {
  const { closed, row, prices, reason, now } = options;
  if (keyText(closed.key) !== keyText(row.key)) {
    return failure('key-differs', 'is not the row that it should correct');
  }
  if (reason.trim() === '') {
    return failure('reason-missing', 'has no reason for the correction');
  }
  const priced = new Set(closed.money?.flatMap(({ priceIds }) => priceIds));
  const { money, ...open } = row;
  const after = closeHour({
    row: open,
    // A price that was announced or changed since must not reach back.
    prices: closed.money ? prices.filter(({ id }) => priced.has(id)) : prices,
    now,
  });
  return after.ok
    ? {
        ok: true,
        value: {
          reason,
          at: now,
          before: closed,
          after: after.value,
          difference: addAmounts([
            ...(after.value.money ?? []),
            ...(closed.money ?? []).map(({ amount, priceIds }) => ({
              amount: multiplyMoney(amount, -1),
              priceIds,
            })),
          ]),
        },
        issues: after.issues,
      }
    : after;
}
