import { useCallback, useEffect, useState } from 'react';
import { isError, toError } from '@backstage/errors';
import type { CardOutcome, CardState } from './CardState';
import { isNotAllowed } from './isNotAllowed';

interface Settled<T> {
  /** The load that answered: an answer to another question is not shown. */
  readonly load: unknown;
  readonly outcome: CardOutcome<T>;
}

function toErrorInstance(thrown: unknown): Error {
  if (thrown instanceof Error) {
    return thrown;
  }
  const like = toError(thrown);
  const error = new Error(like.message);
  error.name = like.name;
  return error;
}

function failureOf<T>(thrown: unknown, last?: Settled<T>): CardOutcome<T> {
  if (isNotAllowed(thrown)) {
    return { status: 'not_allowed' };
  }
  const error = toErrorInstance(thrown);
  const lastOutcome = last?.outcome;
  if (lastOutcome?.status === 'stale') {
    return { ...lastOutcome, reason: error.message };
  }
  return { status: 'error', error };
}

/**
 * Turns an asynchronous function into the state of a card.
 *
 * - A thrown `NotAllowedError` or a 403 becomes `not_allowed`, anything else
 *   that is thrown becomes `error` with a `retry`.
 * - The signal is aborted when the card goes away or `load` changes; what
 *   comes back after that is ignored.
 * - When `load` changes the state is `loading` at once: a card never shows the
 *   values of the entity that was open before.
 * - A `stale` value stays on screen while it is asked for again, and stays
 *   stale, with the reason, when that fails.
 *
 * @param load - must keep its identity between renders (`useCallback`), and
 *   answers with `ready(…)`, `noData(…)`, `stale(…)` or `missingAnnotation(…)`
 * @public
 */
export function useCardState<T>(
  load: (signal: AbortSignal) => Promise<CardOutcome<T>>,
): CardState<T> {
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<Settled<T>>();

  useEffect(() => {
    const controller = new AbortController();
    const settle = (toOutcome: (last?: Settled<T>) => CardOutcome<T>) => {
      if (!controller.signal.aborted) {
        setSettled(last => ({
          load,
          outcome: toOutcome(last?.load === load ? last : undefined),
        }));
      }
    };
    // The function may also throw before it returns a promise.
    Promise.resolve()
      .then(() => load(controller.signal))
      .then(
        outcome => settle(() => outcome),
        thrown => {
          const ownAbort =
            controller.signal.aborted &&
            isError(thrown) &&
            thrown.name === 'AbortError';
          if (!ownAbort) {
            settle(last => failureOf(thrown, last));
          }
        },
      );
    return () => controller.abort();
  }, [load, attempt]);

  const retry = useCallback(() => {
    setSettled(last => (last?.outcome.status === 'stale' ? last : undefined));
    setAttempt(count => count + 1);
  }, []);

  if (settled?.load !== load) {
    return { status: 'loading' };
  }
  const { outcome } = settled;
  if (outcome.status === 'error' || outcome.status === 'stale') {
    return { ...outcome, retry };
  }
  return outcome;
}
