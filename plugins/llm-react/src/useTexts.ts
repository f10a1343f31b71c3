import {
  useTranslationRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { llmTranslationRef } from './translation';

type Messages = (typeof llmTranslationRef)['T'];

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** The key of a text; of one that has forms for counts, without the form. */
type TextKey<Key = keyof Messages> = Key extends `${infer Name}_${PluralForm}`
  ? Name
  : Key;

type FormsOf<Key extends TextKey> =
  | Messages[Key & keyof Messages]
  | Messages[`${Key}_${PluralForm}` & keyof Messages];

/** `{{value}}` takes a text, `{{value, number}}` and the count a number. */
type Place<Inside extends string, Filling> = Inside extends 'count'
  ? { count: number }
  : Inside extends `${infer Name}, ${string}`
  ? { [name in Name]: number }
  : { [name in Inside]: Filling };

/** Every place of a text, and of all texts of a union of them. */
type Places<Text, Filling> =
  Text extends `${string}{{${infer Inside}}}${infer Rest}`
    ? Place<Inside, Filling> | Places<Rest, Filling>
    : never;

type Count<Key extends TextKey> = `${Key}_other` & keyof Messages extends never
  ? never
  : { count: number };

type Needed<Key extends TextKey, Filling> =
  | Count<Key>
  | Places<FormsOf<Key>, Filling>;

type All<Union> = (
  Union extends unknown ? (one: Union) => void : never
) extends (all: infer Intersection) => void
  ? Intersection
  : never;

type Values<Key extends TextKey, Filling> = [Needed<Key, Filling>] extends [
  never,
]
  ? []
  : [values: All<Needed<Key, Filling>>];

/**
 * Writes a text of the suite: the key is one of its texts, and each of that
 * text's places is given. With elements in places it is an element itself.
 *
 * Backstage's `TranslationFunction` checks the same, and links between texts,
 * which no text here has. It goes through all texts for each single use of one:
 * with 1,500 texts and as many uses that was most of the time that checking
 * types took.
 */
export interface Texts {
  <Key extends TextKey>(key: Key, ...values: Values<Key, string>): string;
  <Key extends TextKey>(
    key: Key,
    ...values: Values<Key, string | JSX.Element>
  ): JSX.Element;
}

/** The texts of the suite in the language of whoever looks. */
export function useTexts(): Texts {
  return useTranslationRef(llmTranslationRef).t as unknown as Texts;
}

/** The same for code outside of components; none while the portal still loads them. */
export function getTexts(api: TranslationApi | undefined): Texts | undefined {
  const translation = api?.getTranslation(llmTranslationRef);
  return translation?.ready ? (translation.t as unknown as Texts) : undefined;
}
