import { addMoney, Money, money, multiplyMoney } from '@modelyard/llm-units';
import { UsagePrice } from '../measure/MeasureContext';
import { LedgerCount } from './LedgerRow';

/** Counts that can have a price. */
export type PricedCount = Extract<
  LedgerCount,
  | 'requests'
  | 'inputTokens'
  | 'outputTokens'
  | 'cachedInputTokens'
  | 'audioSeconds'
  | 'characters'
  | 'images'
>;

/**
 * What usage costs at a price.
 *
 * @public
 */
export type PricedUsage =
  | { readonly state: 'priced'; readonly amount: Money }
  /** The price names counts that are not known: the cost is not known either, and least of all zero. */
  | { readonly state: 'unknown'; readonly missing: readonly LedgerCount[] }
  /** The price is not one: a negative or unreadable number, no currency, no unit. */
  | { readonly state: 'invalid'; readonly reason: string };

/** The decimals that are kept of a price by the minute, a sixtieth of which has no end. */
const DIGITS = 12;

/** One line of a bill: so many, at a price for each as decimal text. */
interface Line {
  readonly count: PricedCount;
  readonly rate: number;
  /** What the price is for, as a factor. */
  readonly per: '1e-6' | '1e-3' | '1';
}

/**
 * Prices usage exactly, in decimals. Cached input tokens are a part of the input tokens: where they have a price of their
 * own they are taken out of the others.
 */
export function priceUsage(options: {
  price: UsagePrice;
  /** How many there were; undefined where that is not known. */
  count: (name: PricedCount) => number | undefined;
}): PricedUsage {
  const { price, count } = options;
  const lines = linesOf(price);
  if (lines.length === 0) {
    return { state: 'invalid', reason: 'names no unit that could be counted' };
  }
  const missing = new Set<PricedCount>();
  const amounts: Money[] = [];
  for (const line of lines) {
    const unit = money(line.rate, price.currency);
    if (!unit.ok || line.rate < 0) {
      return {
        state: 'invalid',
        reason: unit.ok ? 'has a negative price' : unit.issues[0].message,
      };
    }
    const many = chargedCount(line.count, price, count);
    if (many === undefined) {
      missing.add(line.count);
    } else {
      amounts.push(multiplyMoney(multiplyMoney(unit.value, many), line.per));
    }
  }
  return missing.size > 0
    ? { state: 'unknown', missing: [...missing].sort() }
    : { state: 'priced', amount: amounts.reduce(addMoney) };
}

function linesOf(price: UsagePrice): Line[] {
  const perSecond =
    price.perAudioSecond ??
    (price.perAudioMinute === undefined
      ? undefined
      : Number((price.perAudioMinute / 60).toFixed(DIGITS)));
  const rates: [number | undefined, PricedCount, Line['per']][] = [
    [price.perMillionInputTokens, 'inputTokens', '1e-6'],
    [price.perMillionCachedInputTokens, 'cachedInputTokens', '1e-6'],
    [price.perMillionOutputTokens, 'outputTokens', '1e-6'],
    [price.perThousandRequests, 'requests', '1e-3'],
    [perSecond, 'audioSeconds', '1'],
    [price.perMillionCharacters, 'characters', '1e-6'],
    [price.perImage, 'images', '1'],
  ];
  return rates.flatMap(([rate, count, per]) =>
    rate === undefined ? [] : [{ rate, count, per }],
  );
}

/** Undefined where it is not known: also that of input tokens while it is not known how many of them were cached. */
function chargedCount(
  name: PricedCount,
  price: UsagePrice,
  count: (each: PricedCount) => number | undefined,
): number | undefined {
  const many = count(name);
  if (
    name !== 'inputTokens' ||
    price.perMillionCachedInputTokens === undefined
  ) {
    return many;
  }
  const cached = count('cachedInputTokens');
  return many === undefined || cached === undefined
    ? undefined
    : Math.max(0, many - cached);
}
