import { useFormats, type Formats } from '../../formats';
import { useTerms, type Terms } from '../../terms';
import { useTexts, type Texts } from '../../useTexts';

/** Everything that turns a value of the model into words. */
export interface Words {
  readonly t: Texts;
  readonly formats: Formats;
  readonly terms: Terms;
}

/** The words of the reader's language. */
export function useWords(): Words {
  const t = useTexts();
  return { t, formats: useFormats(), terms: useTerms() };
}
