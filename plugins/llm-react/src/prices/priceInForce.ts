/**
 * A dated price, as models and pools state them.
 *
 * @public
 */
export interface DatedPrice {
  /** First day of the price in UTC, as 2026-01-31. */
  readonly from: string;
}

/**
 * The day of a moment in UTC, as 2026-01-31: the calendar that prices have.
 *
 * @public
 */
export function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/**
 * The price of a day: the latest one that has begun. Prices need not be in
 * order.
 *
 * @returns undefined when there is no price, or none has begun yet
 * @public
 */
export function priceInForce<Price extends DatedPrice>(
  prices: readonly Price[] | undefined,
  day: string,
): Price | undefined {
  return prices
    ?.filter(price => price.from <= day)
    .reduce<Price | undefined>(
      (latest, price) => (latest && latest.from >= price.from ? latest : price),
      undefined,
    );
}

/**
 * The next price that is announced after a day.
 *
 * @public
 */
export function nextPrice<Price extends DatedPrice>(
  prices: readonly Price[] | undefined,
  day: string,
): Price | undefined {
  return prices
    ?.filter(price => price.from > day)
    .reduce<Price | undefined>(
      (first, price) => (first && first.from <= price.from ? first : price),
      undefined,
    );
}
