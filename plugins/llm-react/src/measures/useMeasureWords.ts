import { useMemo } from 'react';
import type { Reason } from '@modelyard/llm-measures';
import type { LlmWindow } from '@modelyard/plugin-llm-common';
import { useTexts } from '../useTexts';
import { measuresMessages } from './messages';
import { setUpTopic } from './setUp';

/** Words for what the backend names by ids, which may be newer than this portal. */
export interface MeasureWords {
  /** What a measure is called, by its id where it has no title. */
  title(measure: string): string;
  /** What a further figure of a measure is called. */
  part(name: string): string;
  /** Why there is no figure, without a full stop. */
  reason(reason: Reason): string;
  /** What would have to be set up for it. */
  setUp(measure: string): string;
  /** The span of a question. */
  window(window: LlmWindow): string;
}

const inWords = (id: string) => {
  const words = id.replaceAll('-', ' ').replaceAll('_', ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
};

/** The words for measures in the reader's language. */
export function useMeasureWords(): MeasureWords {
  const t = useTexts();
  return useMemo(() => {
    // The keys are known to exist by the check before each.
    const translate = t as unknown as (key: string) => string;
    const wordFor = (set: 'title' | 'part' | 'reason', id: string) =>
      Object.hasOwn(measuresMessages[set], id)
        ? translate(`measures.${set}.${id}`)
        : undefined;
    return {
      title: id => wordFor('title', id) ?? inWords(id),
      part: name => wordFor('part', name) ?? inWords(name),
      reason: ({ code, message }) => wordFor('reason', code) ?? message,
      setUp: measure => t(`measures.setUp.${setUpTopic(measure)}`),
      window: window =>
        typeof window === 'string'
          ? t(`measures.window.${window}`)
          : `${window.from} – ${window.to}`,
    };
  }, [t]);
}
