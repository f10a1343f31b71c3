import { useMemo } from 'react';
import { useTexts } from '../useTexts';
import { termsMessages } from './messages';

/**
 * A vocabulary that the kinds define, such as the tasks of a model.
 *
 * @public
 */
export type TermSet =
  | 'task'
  | 'lifecycle'
  | 'versionKind'
  | 'quantization'
  | 'attention'
  | 'riskClass'
  | 'modification'
  | 'poolType'
  | 'allocation'
  | 'sharing'
  | 'interconnect'
  | 'interconnectSpan'
  | 'aiActRole';

/**
 * The word for a value of a vocabulary. A value that this version does not
 * know is shown as it stands, with spaces for hyphens.
 *
 * @public
 */
export type Terms = (set: TermSet, value: string) => string;

/**
 * The words for the values of the kinds, in the reader's language.
 *
 * @public
 */
export function useTerms(): Terms {
  const t = useTexts();
  return useMemo(() => {
    // The key is known to exist by the check before it.
    const translate = t as unknown as (key: string) => string;
    return (set, value) =>
      Object.hasOwn(termsMessages[set], value)
        ? translate(`terms.${set}.${value}`)
        : value.replaceAll('-', ' ');
  }, [t]);
}
