import { ledgerKeyParts, ledgerPlaceOf } from '@modelyard/llm-measures';
import { UsageReader } from '../../usage';
import { ReadingAsk, Readings, Span, Waiting } from '../reading/ReadingAsk';
import { CachedAnswer, ReadingCache } from '../reading/ReadingCache';
import { everywhere, notInstrumented } from '../reading/readings';
import { DAY, HOUR, SECOND } from '../reading/windows';
import { About, histogramReadings, sumReadings } from './ledgerAnswers';
import {
  fullHours,
  hoursNote,
  keyOf,
  LedgerFilter,
  questionOf,
} from './LedgerQuestion';

const FRESH = { open: 45 * SECOND, over: 10 * 60 * SECOND, closed: HOUR };

/** Readings of counts, money and histograms from the usage ledger. */
export class LedgerReadings {
  readonly #reader: UsageReader;
  readonly #cache: ReadingCache;
  readonly #isFed: boolean;
  readonly #now: () => number;

  static create(options: {
    reader: UsageReader;
    cache: ReadingCache;
    /** Whether anything is set up that reports usage. */
    isFed: boolean;
    now?: () => number;
  }) {
    return new LedgerReadings(options);
  }

  private constructor(options: {
    reader: UsageReader;
    cache: ReadingCache;
    isFed: boolean;
    now?: () => number;
  }) {
    this.#reader = options.reader;
    this.#cache = options.cache;
    this.#isFed = options.isFed;
    this.#now = options.now ?? Date.now;
  }

  /** @throws What the database threw, or DeadlineError */
  async read(
    ask: ReadingAsk,
    filter: LedgerFilter,
    waiting: Waiting,
  ): Promise<Readings> {
    const by = ledgerKeyParts.find(part => part === ask.by);
    if (ask.by !== undefined && by === undefined) {
      return everywhere(
        notInstrumented(
          'not-in-ledger',
          `The usage ledger does not tell the ${ask.by} apart`,
        ),
      );
    }
    const span = fullHours(ask);
    const question = questionOf({ ask, filter, span, ...(by && { by }) });
    const key = keyOf(question, span, ask.span);
    const histogram = ledgerPlaceOf(ask.series) === 'histogram';
    const note = hoursNote(ask, span);
    const about: About = { ask, question, note, isFed: this.#isFed };
    if (histogram) {
      const answer = await this.#ask(
        ['histograms', ask.series, key],
        span,
        waiting,
        () => this.#reader.readHistograms({ ...question, series: ask.series }),
        () => false,
      );
      return histogramReadings(answer, about);
    }
    const answer = await this.#ask(
      ['usage', key],
      span,
      waiting,
      () => this.#reader.read(question),
      ({ closed }) => closed,
    );
    return sumReadings(answer, about);
  }

  async #ask<T>(
    question: readonly unknown[],
    span: Span,
    waiting: Waiting,
    read: () => Promise<T>,
    isClosed: (value: T) => boolean,
  ): Promise<CachedAnswer<T>> {
    return this.#cache.get({
      question,
      waiting,
      read,
      freshMs: value => {
        if (isClosed(value)) {
          return FRESH.closed;
        }
        return span.to + DAY < this.#now() ? FRESH.over : FRESH.open;
      },
    });
  }
}
