import {
  isCheckCount,
  LedgerKeyPart,
  ledgerPlaceOf,
} from '@modelyard/llm-measures';
import { UsageFilters, UsageQuestion } from '../../usage';
import { MeasuredSpan, ReadingAsk, Span, stepKey } from '../reading/ReadingAsk';
import { HOUR, SHORT } from '../reading/windows';

/** The usage that is told of, as the ledger filters. */
export type LedgerFilter = Pick<UsageFilters, 'model' | 'consumer'>;

/** What the ledger is asked of, as one question that answers many asks. */
export interface LedgerQuestion extends UsageQuestion {
  /** Names the span however late it is asked for. */
  readonly name: string;
}

/** What ends now is the same question in a moment; other questions are of certain hours. */
export function keyOf(
  question: LedgerQuestion,
  span: Span,
  asked: MeasuredSpan,
) {
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
export function fullHours({ span, step }: ReadingAsk): Span | MeasuredSpan {
  const length = span.to - span.from;
  if (!span.live || length >= SHORT || step !== undefined) {
    return span;
  }
  const to = Math.floor(span.to / HOUR) * HOUR;
  return { from: to - Math.max(1, Math.round(length / HOUR)) * HOUR, to };
}

/** Which hours were read, where they are not those that were asked for. */
export function hoursNote(
  { span }: ReadingAsk,
  read: Span,
): string | undefined {
  const from = Math.floor(read.from / HOUR) * HOUR;
  const to = Math.ceil(read.to / HOUR) * HOUR;
  return from === span.from && (to === span.to || span.live) && read === span
    ? undefined
    : `whole hours, from ${stepKey(from)} to ${stepKey(to)}`;
}

/** The question to the ledger that answers an ask, and others of the same span and parts. */
export function questionOf(options: {
  ask: ReadingAsk;
  filter: LedgerFilter;
  span: Span;
  by?: LedgerKeyPart;
}): LedgerQuestion {
  const { ask, filter, span, by } = options;
  const { scope, vantages, step } = ask;
  const place = ledgerPlaceOf(ask.series);
  const isOfChecks =
    place !== undefined && place !== 'histogram' && isCheckCount(place);
  return {
    ...(isOfChecks && { of: 'checks' as const }),
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
