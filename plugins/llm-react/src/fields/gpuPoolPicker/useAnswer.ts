import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { assess, type Assessment } from '@modelyard/llm-sizing';
import type { PlaceQuestion } from './question';

/** What the verdict says, and how long it took to say so. */
export interface Answer {
  readonly question: PlaceQuestion;
  readonly assessment: Assessment;
  readonly milliseconds: number;
}

/**
 * Asks for the verdict on a question, at most once for each frame, right before
 * that is painted: the rows change in the same picture as the figure that was
 * typed, however fast somebody types.
 *
 * @param question - undefined while there is nothing to ask
 * @returns the last answer; whoever shows it compares its question
 */
export function useAnswer(
  question: PlaceQuestion | undefined,
): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useLayoutEffect(() => {
    if (!question) {
      return undefined;
    }
    const frame = requestAnimationFrame(() => {
      const started = performance.now();
      const assessment = assess(question.options);
      const milliseconds = performance.now() - started;
      // Without it the rows would come a frame later than the figure.
      flushSync(() => setAnswer({ question, assessment, milliseconds }));
    });
    return () => cancelAnimationFrame(frame);
  }, [question]);
  return answer;
}
