import {
  AnyReading,
  increaseReading,
  LedgerCount,
  ledgerPlaceOf,
  Provenance,
  Qualifier,
} from '@modelyard/llm-measures';
import { UsageAnswer, UsageHistogram, UsageSum } from '../../usage';
import { ReadingAsk, Readings, stepKey, WHOLE } from '../reading/ReadingAsk';
import { CachedAnswer } from '../reading/ReadingCache';
import { notInstrumented, remark } from '../reading/readings';
import { whyStale } from '../reading/whyStale';
import { DAY, HOUR } from '../reading/windows';
import { describeLedgerQuestion } from './describeLedgerQuestion';
import { LedgerQuestion } from './LedgerQuestion';

/** What readings of one answer have in common. */
export interface About {
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
  return period === undefined ? WHOLE : stepKey(startOf(period));
}

/** Readings of a count, or of money. */
export function sumReadings(
  cached: CachedAnswer<UsageAnswer>,
  about: About,
): Readings {
  const { value: answer } = cached;
  const { ask, question } = about;
  const place = ledgerPlaceOf(ask.series);
  const count = place === 'histogram' ? undefined : place;
  const from = provenanceOf(cached, question, count);
  const of = new Map(
    answer.sums.map((sum): [string, AnyReading] => {
      const reading =
        count === undefined
          ? moneyReading(sum, from)
          : countReading(sum, count, from, about);
      return [
        keyOfSum(sum, question),
        finished(endedWith(reading, sum), cached, about),
      ];
    }),
  );
  return { of, otherwise: nothing(from, cached, about) };
}

/** A step tells up to its own end. */
function endedWith(
  reading: AnyReading,
  { period }: Pick<UsageSum, 'period'>,
): AnyReading {
  if (period === undefined || reading.asOf === undefined) {
    return reading;
  }
  const end = startOf(period) + (period.length === 10 ? DAY : HOUR);
  return {
    ...reading,
    asOf: stepKey(Math.min(end, Date.parse(reading.asOf))),
  };
}

/** The beginning of an hour such as `2026-11-26T20:00:00Z`, or of a day such as `2026-11-26`. */
function startOf(period: string): number {
  return Date.parse(period.length === 10 ? `${period}T00:00:00Z` : period);
}

/** Who reports usage and not this count cannot give it, which is not the same as that nothing happened. */
function countReading(
  sum: UsageSum,
  count: LedgerCount,
  from: Provenance,
  { ask, question }: About,
): AnyReading {
  const found = sum.counts[count];
  if (!found) {
    return notInstrumented(
      'not-reported',
      `Those who report usage to the ledger do not report ${ask.series}`,
    );
  }
  return increaseReading({
    increase: found.increase,
    from: {
      ...from,
      qualifiers: merged(from.qualifiers, found.qualifiers),
    },
    query: describeLedgerQuestion({ what: count, question, ...found }),
  });
}

function moneyReading(sum: UsageSum, from: Provenance): AnyReading {
  if (!sum.money) {
    return {
      ...from,
      state: 'absent',
      absence: 'unknown',
      note: 'its hours are not closed yet, or what was used has no price',
    };
  }
  const reading: AnyReading = {
    ...from,
    state: 'read',
    value: sum.money.map(({ amount }) => amount),
  };
  return sum.unpriced
    ? remark(reading, {
        qualifiers: ['partial'],
        note: 'usage of hours that are not closed, or that has no price, is not in it',
      })
    : reading;
}

/** Readings of a histogram. */
export function histogramReadings(
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
        endedWith(
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
          found,
        ),
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
  if (!about.isFed) {
    return notInstrumented(
      'no-usage-source',
      'Nothing reports usage to the ledger: set up the intake of OpenTelemetry data, or name an engine under llm.usage.pull',
    );
  }
  if (about.question.of === 'checks') {
    return notInstrumented(
      'no-checks',
      `No guardrail has reported ${about.ask.series} to the usage ledger in the window`,
    );
  }
  return finished(
    { ...from, state: 'absent', absence: 'unknown' },
    cached,
    about,
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
