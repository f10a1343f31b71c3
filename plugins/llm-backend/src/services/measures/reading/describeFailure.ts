import { Reason } from '@modelyard/llm-measures';
import { isMeasureEngineError } from '@modelyard/plugin-llm-node';
import { DeadlineError } from './ReadingCache';

/** Why a source gave no reading, for people; what else it says stays in the log, since it may name addresses. */
export function describeFailure(error: unknown): Reason {
  if (isMeasureEngineError(error)) {
    return { code: error.kind, message: error.message };
  }
  if (error instanceof DeadlineError) {
    return { code: 'timeout', message: error.message };
  }
  return {
    code: 'source-failed',
    message: 'The source could not be read; the log of the portal says why',
  };
}
