import type { ModelPrice } from '@modelyard/plugin-llm-common';
import type { Words } from './words';

/** The units that a price can have, in the order in which they are shown. */
const units = [
  'perMillionInputTokens',
  'perMillionCachedInputTokens',
  'perMillionOutputTokens',
  'perThousandRequests',
  'perAudioMinute',
  'perAudioSecond',
  'perMillionCharacters',
  'perImage',
] as const satisfies readonly (keyof ModelPrice)[];

/** A price in words, one line for each unit that it has. */
export function priceLines(price: ModelPrice, words: Words): string[] {
  const { t, formats } = words;
  return units.flatMap(unit => {
    const amount = price[unit];
    return amount === undefined
      ? []
      : [
          t(`model.about.unit.${unit}`, {
            price: formats.money(amount, price.currency),
          }),
        ];
  });
}
