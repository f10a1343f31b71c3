/**
 * The next price that is announced after a day. Prices need not be in order.
 *
 * @param day - ISO day in UTC, the calendar that prices have
 * @public
 */
export function nextPrice<Price extends { from: string }>(
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
