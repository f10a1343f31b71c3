import { MeasureAnswer, MeasureSpan } from '@modelyard/plugin-llm-node';
import { mergeAnswers } from '../api/mergeAnswers';
import { EngineFailures } from '../http/EngineFailures';

/** Most samples that one answer may have in all: some 100 MB of memory. */
const MOST_SAMPLES = 2_000_000;

/** Counts the samples of answers, and refuses where there are too many to keep. */
export class SampleCount {
  #count = 0;
  readonly #failures: EngineFailures;

  constructor(failures: EngineFailures) {
    this.#failures = failures;
  }

  /** @throws MeasureEngineError `too-large` */
  add({ series }: MeasureAnswer): void {
    for (const { samples } of series) {
      this.#count += samples.length;
    }
    if (this.#count > MOST_SAMPLES) {
      throw this.#failures.make(
        'too-large',
        `has more than the ${MOST_SAMPLES} samples that are read at once: ask for less time, fewer series or a longer step`,
      );
    }
  }
}

/** Reads one piece after the other, so that a long question takes one place in the queue. */
export async function collectPieces(
  pieces: readonly MeasureSpan[],
  read: (piece: MeasureSpan) => Promise<MeasureAnswer>,
  failures: EngineFailures,
): Promise<MeasureAnswer> {
  const count = new SampleCount(failures);
  const answers: MeasureAnswer[] = [];
  for (const piece of pieces) {
    const answer = await read(piece);
    count.add(answer);
    answers.push(answer);
  }
  return mergeAnswers(answers);
}
