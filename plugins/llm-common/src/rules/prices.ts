import { isCurrency, parseDate } from '@modelyard/llm-units';
import { records } from '../safe';
import { parseFindings, RuleFinding } from './Rule';

interface Price {
  from: string;
  currency: string;
}

/** Days of prices that are no days. */
export function priceDateFindings(
  pricing: readonly Price[] | undefined,
): RuleFinding[] {
  return records(pricing).flatMap(({ item, index }) =>
    parseFindings(`spec.pricing[${index}].from`, item.from, parseDate),
  );
}

/** Currencies of prices that ISO 4217 does not have. */
export function currencyFindings(
  pricing: readonly Price[] | undefined,
): RuleFinding[] {
  return records(pricing).flatMap(({ item, index }) =>
    item.currency === undefined || isCurrency(item.currency)
      ? []
      : [
          {
            path: `spec.pricing[${index}].currency`,
            message: `must be a currency code of ISO 4217, such as EUR, but is ${JSON.stringify(
              item.currency,
            )}`,
          },
        ],
  );
}

/**
 * Prices that do not follow each other: each is in force until the next one, so their days have to rise.
 *
 * @param seriesOf - Prices of different series stand beside each other
 */
export function priceOrderFindings<TPrice extends Price>(
  pricing: readonly TPrice[] | undefined,
  seriesOf: (price: TPrice) => string = () => '',
): RuleFinding[] {
  const latest = new Map<string, { from: string; index: number }>();
  return records(pricing).flatMap(({ item, index }) => {
    const series = `${seriesOf(item)}`;
    const before = latest.get(series);
    latest.set(series, { from: item.from, index });
    if (!before || item.from > before.from) {
      return [];
    }
    const path = `spec.pricing[${index}].from`;
    const other = `spec.pricing[${before.index}].from (${before.from})`;
    return [
      {
        path,
        message:
          item.from === before.from
            ? `must differ from ${other}: two prices cannot start on one day`
            : `must be later than ${other}, but is ${item.from}: prices stand in the order of their days`,
      },
    ];
  });
}
