import { AnyReading } from '@modelyard/llm-measures';
import { CachedAnswer } from './ReadingCache';
import { describeFailure } from './describeFailure';
import { remark } from './readings';

/** Says of a reading that an older answer stands in for one that failed, and why. */
export function whyStale(
  reading: AnyReading,
  { failure, readAt }: CachedAnswer<unknown>,
): AnyReading {
  return failure === undefined
    ? reading
    : remark(reading, {
        qualifiers: ['stale'],
        note: `read at ${new Date(readAt).toISOString()}, because since then: ${
          describeFailure(failure).message
        }`,
      });
}
