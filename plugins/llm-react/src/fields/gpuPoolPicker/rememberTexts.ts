import type { Texts } from '../../useTexts';

/** More texts than a list of places has; beyond it the memory starts anew. */
const MOST = 2000;

/**
 * The same translations, each looked up once: putting a figure into a text
 * costs more than the whole verdict on a place, and most of the texts of a list
 * stay the same from key to key.
 */
export function rememberTexts(t: Texts): Texts {
  const translate = t as unknown as (key: string, values?: object) => string;
  const known = new Map<string, string>();
  const remembered = (key: string, values?: object): string => {
    const asked = values ? `${key} ${JSON.stringify(values)}` : key;
    const found = known.get(asked);
    if (found !== undefined) {
      return found;
    }
    if (known.size >= MOST) {
      known.clear();
    }
    const text = translate(key, values);
    known.set(asked, text);
    return text;
  };
  return remembered as unknown as Texts;
}
