import {
  AnyReading,
  increaseReading,
  LedgerCount,
  ledgerKeyParts,
  LedgerKeyPart,
  ledgerPlaceOf,
  Provenance,
  Qualifier,
} from '@modelyard/llm-measures';
import {
  UsageAnswer,
  UsageFilters,
  UsageHistogram,
  UsageQuestion,
  UsageReader,
  UsageSum,
} from '../../usage';
import {
  MeasuredSpan,
  ReadingAsk,
  Readings,
  Span,
  stepKey,
  Waiting,
  WHOLE,
} from '../reading/ReadingAsk';
import { CachedAnswer, ReadingCache } from '../reading/ReadingCache';
import { everywhere, notInstrumented, remark } from '../reading/readings';
import { whyStale } from '../reading/whyStale';
import { DAY, HOUR, SECOND, SHORT } from '../reading/windows';
import { describeLedgerQuestion } from './describeLedgerQuestion';

/** The usage that is told of, as the ledger filters. */
export type LedgerFilter = Pick<UsageFilters, 'model' | 'consumer'>;

const FRESH = { open: 45 * SECOND, over: 10 * 60 * SECOND, closed: HOUR };

/** What the ledger is asked of, as one question that answers many asks. */
interface LedgerQuestion extends UsageQuestion {
  /** Names the span however late it is asked for. */
  readonly name: string;
}

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

/** What ends now is the same question in a moment; other questions are of certain hours. */
function keyOf(question: LedgerQuestion, span: Span, asked: MeasuredSpan) {
  const { from, to, name, ...rest } = question;
  return span === asked && asked.live
    ? { ...rest, name }
    : {
        ...rest,
        from: Math.floor(from / HOUR),
        to: Math.ceil(to / HOUR),
      };
}

/** A short span that ends now is told by the hours that are full: the present one would make it look like less. */
function fullHours({ span, step }: ReadingAsk): Span | MeasuredSpan {
  const length = span.to - span.from;
  if (!span.live || length >= SHORT || step !== undefined) {
    return span;
  }
  const to = Math.floor(span.to / HOUR) * HOUR;
  return { from: to - Math.max(1, Math.round(length / HOUR)) * HOUR, to };
}

function hoursNote({ span }: ReadingAsk, read: Span): string | undefined {
  const from = Math.floor(read.from / HOUR) * HOUR;
  const to = Math.ceil(read.to / HOUR) * HOUR;
  return from === span.from && (to === span.to || span.live) && read === span
    ? undefined
    : `whole hours, from ${stepKey(from)} to ${stepKey(to)}`;
}

function questionOf(options: {
  ask: ReadingAsk;
  filter: LedgerFilter;
  span: Span;
  by?: LedgerKeyPart;
}): LedgerQuestion {
  const { ask, filter, span, by } = options;
  const { scope, vantages, step } = ask;
  return {
    from: span.from,
    to: span.to,
    name: ask.span.name,
    step: step ?? 'total',
    by: by === undefined ? [] : [by],
    where: {
      ...filter,
      ...(scope.deployment !== undefined && {
        deployment: [scope.deployment],
      }),
      ...(scope.version !== undefined && { version: [scope.version] }),
    },
    ...(vantages && { order: vantages }),
  };
}

/** What readings of one answer have in common. */
interface About {
  readonly ask: ReadingAsk;
  readonly question: LedgerQuestion;
  readonly note?: string;
  readonly isFed: boolean;
}

function keyOfSum(
  { period, key }: Pick<UsageSum, 'period' | 'key'>,
  { by }: LedgerQuestion,
): string {
  if (by.length > 0) {
    return key[by[0]] ?? WHOLE;
  }
  return period === undefined
    ? WHOLE
    : stepKey(
        Date.parse(period.length === 10 ? `${period}T00:00:00Z` : period),
      );
}

function sumReadings(
  cached: CachedAnswer<UsageAnswer>,
  about: About,
): Readings {
  const { value: answer } = cached;
  const { ask, question } = about;
  const place = ledgerPlaceOf(ask.series);
  const count = place === 'histogram' ? undefined : place;
  const from = provenanceOf(cached, question, count);
  const read = (sum: UsageSum): AnyReading[] =>
    count === undefined
      ? moneyReading(sum, from)
      : countReading(sum, count, from, about);
  const of = new Map(
    answer.sums.flatMap(sum =>
      read(sum).map(
        reading =>
          [keyOfSum(sum, question), finished(reading, cached, about)] as const,
      ),
    ),
  );
  return { of, otherwise: nothing(from, cached, about) };
}

function countReading(
  sum: UsageSum,
  count: LedgerCount,
  from: Provenance,
  { question }: About,
): AnyReading[] {
  const found = sum.counts[count];
  if (!found) {
    return [];
  }
  return [
    increaseReading({
      increase: found.increase,
      from: {
        ...from,
        qualifiers: merged(from.qualifiers, found.qualifiers),
      },
      query: describeLedgerQuestion({ what: count, question, ...found }),
    }),
  ];
}

function moneyReading(sum: UsageSum, from: Provenance): AnyReading[] {
  if (!sum.money) {
    return [];
  }
  const reading: AnyReading = {
    ...from,
    state: 'read',
    value: sum.money.map(({ amount }) => amount),
  };
  return [
    sum.unpriced
      ? remark(reading, {
          qualifiers: ['partial'],
          note: 'usage of hours that are not closed, or that has no price, is not in it',
        })
      : reading,
  ];
}

function histogramReadings(
  cached: CachedAnswer<UsageHistogram[]>,
  about: About,
): Readings {
  const { ask, question } = about;
  const from: Provenance = {
    qualifiers: [],
    sources: ['usage ledger'],
    asOf: asOf(cached, question),
  };
  const of = new Map(
    cached.value.map(found => [
      keyOfSum(found, question),
      finished(
        {
          ...from,
          qualifiers: found.qualifiers,
          state: 'read',
          value: found.histogram,
          query: describeLedgerQuestion({
            what: ask.series,
            question,
            vantages: found.vantages,
          }),
        },
        cached,
        about,
      ),
    ]),
  );
  return { of, otherwise: nothing(from, cached, about) };
}

function finished(
  reading: AnyReading,
  cached: CachedAnswer<unknown>,
  { note }: About,
): AnyReading {
  return remark(whyStale(reading, cached), { note });
}

/** What it means that the ledger has no such rows. */
function nothing(
  from: Provenance,
  cached: CachedAnswer<unknown>,
  about: About,
): AnyReading {
  return about.isFed
    ? finished({ ...from, state: 'absent', absence: 'unknown' }, cached, about)
    : notInstrumented(
        'no-usage-source',
        'Nothing reports usage to the ledger: set up the intake of OpenTelemetry data, or name an engine under llm.usage.pull',
      );
}

function provenanceOf(
  cached: CachedAnswer<UsageAnswer>,
  question: LedgerQuestion,
  count: LedgerCount | undefined,
): Provenance {
  const { authorities, coverage } = cached.value;
  const sources = [
    ...new Set(
      authorities
        .filter(each => count === undefined || each.count === count)
        .flatMap(each => each.sources),
    ),
  ].sort();
  const covered = coverage.filter(each => sources.includes(each.source));
  return {
    qualifiers: [],
    sources: sources.length > 0 ? sources : ['usage ledger'],
    asOf: asOf(
      cached,
      question,
      covered.length > 0 && covered.length === sources.length,
    ),
    ...(covered.length > 0 && {
      coverage: Math.min(...covered.map(each => each.coverage)),
    }),
  };
}

/** @param pulled - Whether all is read from engines, which are asked for an hour once it is over */
function asOf(
  { readAt }: CachedAnswer<unknown>,
  { to }: LedgerQuestion,
  pulled = false,
): string {
  const latest = pulled ? Math.floor(readAt / HOUR) * HOUR : readAt;
  return stepKey(Math.min(latest, to));
}

function merged(
  a: readonly Qualifier[],
  b: readonly Qualifier[],
): readonly Qualifier[] {
  return [...new Set([...a, ...b])];
}
