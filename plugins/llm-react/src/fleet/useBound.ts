import { useMemo } from 'react';
import { currenciesOf, type PriceBound, type PriceReader } from './filters';

/**
 * The price bound of a tab. Without a currency in the address it is meant in
 * the one that most prices are stated in.
 */
export function useBound<Row>(options: {
  rows: readonly Row[];
  /** Must keep its identity between renders. */
  prices: PriceReader<Row>;
  max: number | undefined;
  currency: string | undefined;
}): { currencies: string[]; currency?: string; bound?: PriceBound } {
  const { rows, prices, max } = options;
  const currencies = useMemo(() => currenciesOf(rows, prices), [rows, prices]);
  const currency = options.currency ?? currencies[0];
  const bound = useMemo(
    () => (max !== undefined && currency ? { max, currency } : undefined),
    [max, currency],
  );
  return { currencies, currency, bound };
}
