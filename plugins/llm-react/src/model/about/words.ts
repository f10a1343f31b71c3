import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats, type Formats } from '../../formats';
import { useTerms, type Terms } from '../../terms';
import { llmTranslationRef, type LlmTranslate } from '../../translation';

/** Everything that turns a value of the model into words. */
export interface Words {
  readonly t: LlmTranslate;
  readonly formats: Formats;
  readonly terms: Terms;
}

/** The words of the reader's language. */
export function useWords(): Words {
  const { t } = useTranslationRef(llmTranslationRef);
  return { t, formats: useFormats(), terms: useTerms() };
}
