import {
  MeasureAnswer,
  isMeasureEngineError,
  MeasureSpan,
} from '@modelyard/plugin-llm-node';
import { mergeAnswers } from '../api/mergeAnswers';
import { EngineFailures } from '../http/EngineFailures';
import { SampleCount } from './collectPieces';

const MINUTE = 60_000;
const FIRST = 6 * 60 * MINUTE;
const LONGEST = 7 * 24 * 60 * MINUTE;
const SHORTEST = MINUTE;

/** How much of the limit an answer may fill for the next span to be twice as long. */
const ROOM = 1 / 4;

/**
 * Reads raw samples, one span of time after the other. Nobody knows beforehand how many there are: spans become shorter
 * where an answer is too large, and longer where it was small.
 */
export async function collectSamples(options: {
  span: MeasureSpan;
  /** Most bytes of an answer. */
  maxBytes: number;
  read: (span: MeasureSpan) => Promise<MeasureAnswer & { bytes: number }>;
  failures: EngineFailures;
}): Promise<MeasureAnswer> {
  const { span, maxBytes, read, failures } = options;
  if (
    !Number.isSafeInteger(span.start) ||
    !Number.isSafeInteger(span.end) ||
    span.end < span.start
  ) {
    throw failures.make(
      'bad-query',
      'is asked for samples of no time: start and end are whole milliseconds, and the end is not before the start',
    );
  }
  const count = new SampleCount(failures);
  const answers: MeasureAnswer[] = [];
  let length = FIRST;
  let start = span.start;
  while (start <= span.end) {
    const end = Math.min(start + length - 1, span.end);
    const answer = await readOrHalve(read, { start, end });
    if (!answer) {
      length = Math.ceil((end - start + 1) / 2);
      continue;
    }
    const { bytes, ...found } = answer;
    const within = since(found, start);
    count.add(within);
    answers.push(within);
    start = end + 1;
    if (bytes < maxBytes * ROOM) {
      length = Math.min(length * 2, LONGEST);
    }
  }
  return mergeAnswers(answers);
}

/** Undefined where the span has to be shorter. */
async function readOrHalve<T>(
  read: (span: MeasureSpan) => Promise<T>,
  span: MeasureSpan,
): Promise<T | undefined> {
  try {
    return await read(span);
  } catch (error) {
    const isTooLarge =
      isMeasureEngineError(error) && error.kind === 'too-large';
    if (isTooLarge && span.end - span.start >= SHORTEST) {
      return undefined;
    }
    throw error;
  }
}

/** Without what lies before: engines differ in whether the beginning of a window belongs to it. */
function since(answer: MeasureAnswer, start: number): MeasureAnswer {
  return {
    ...answer,
    series: answer.series
      .map(({ labels, samples }) => ({
        labels,
        samples: samples.filter(({ at }) => at >= start),
      }))
      .filter(({ samples }) => samples.length > 0),
  };
}
