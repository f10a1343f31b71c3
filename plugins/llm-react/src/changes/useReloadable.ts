import { useCallback, useRef, useState } from 'react';
import {
  isNotAllowed,
  useCardState,
  type CardOutcome,
  type CardState,
} from '../frame';
import { reasonOf } from './answeredWith';

interface Kept<T> {
  readonly load: unknown;
  readonly outcome: CardOutcome<T>;
  readonly asOf: Date;
}

/** A value that is read again while what was there stays on screen. */
export interface Reloadable<T> {
  state: CardState<T>;
  /** Reads it again; a failure makes the value stale and takes nothing away. */
  reload: () => void;
}

/**
 * The state of something that changes under its reader.
 *
 * @param load - as that of `useCardState`
 */
export function useReloadable<T>(
  load: (signal: AbortSignal) => Promise<CardOutcome<T>>,
): Reloadable<T> {
  const [round, setRound] = useState(0);
  const kept = useRef<Kept<T>>();

  const loadRound = useCallback(
    async (signal: AbortSignal): Promise<CardOutcome<T>> => {
      const last = kept.current?.load === load ? kept.current : undefined;
      try {
        const outcome = await load(signal);
        if (!signal.aborted) {
          kept.current = { load, outcome, asOf: new Date() };
        }
        return outcome;
      } catch (error) {
        // What one may not see any more is not shown any longer either.
        if (round > 0 && last?.outcome.status === 'ready') {
          if (!isNotAllowed(error)) {
            const { outcome, asOf } = last;
            const reason = reasonOf(error);
            return { status: 'stale', value: outcome.value, asOf, reason };
          }
        }
        throw error;
      }
    },
    [load, round],
  );

  const state = useCardState(loadRound);
  const reload = useCallback(() => setRound(count => count + 1), []);
  const shown =
    state.status === 'loading' && kept.current?.load === load
      ? kept.current.outcome
      : state;
  return { state: shown, reload };
}
