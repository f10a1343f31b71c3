import {
  currentModelPrice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import type { ModelRow, OtherPriceKey, RowPrice } from './rowTypes';

/**
 * The units beside tokens that a price can have, in the order in which they
 * are shown. Cached tokens are left to the model's own page.
 */
export const otherPriceKeys = [
  'perThousandRequests',
  'perAudioMinute',
  'perAudioSecond',
  'perMillionCharacters',
  'perImage',
] as const satisfies readonly OtherPriceKey[];

function priceOf(
  currency: string | undefined,
  amount: number | undefined,
): RowPrice | undefined {
  return currency !== undefined && amount !== undefined
    ? { currency, amount }
    : undefined;
}

/** The prices of a model that are in force, as its row holds them. */
export function modelPrices(options: {
  model: ModelEntityV1alpha1;
  now: Date;
}): Pick<ModelRow, 'inputPrice' | 'outputPrice' | 'otherPrices'> {
  const price = currentModelPrice({ entity: options.model, now: options.now });
  return {
    inputPrice: priceOf(price?.currency, price?.perMillionInputTokens),
    outputPrice: priceOf(price?.currency, price?.perMillionOutputTokens),
    otherPrices: otherPriceKeys.flatMap(unit => {
      const other = priceOf(price?.currency, price?.[unit]);
      return other ? [{ ...other, unit }] : [];
    }),
  };
}
