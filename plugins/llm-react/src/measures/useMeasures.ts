import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { llmApiRef } from '../api';
import { ready, useCardState, type CardState } from '../frame';
import {
  measureReaderOf,
  type MeasureAnswer,
  type MeasureQuestion,
} from './MeasureReader';

/**
 * What was read for a card.
 *
 * @public
 */
export interface Measured<Name extends string> {
  /** By the names that the card gave its questions. */
  readonly answers: Readonly<Record<Name, MeasureAnswer>>;
  /** The moment of the oldest answer. */
  readonly readAt: Date;
  /** Reads everything again; what is there stays on screen meanwhile. */
  readonly refresh: () => void;
}

type Read<Name extends string> = Omit<Measured<Name>, 'refresh'>;

/**
 * Asks for measures of an entity. What all cards of a page ask within a moment
 * goes out as one request. A source that fails is the state of single figures;
 * the state of the card is an error only where nothing was answered at all.
 *
 * @param options - `asks`: the questions by names of the card's own; they may
 *   be new objects with each drawing
 * @public
 */
export function useMeasures<Name extends string>(options: {
  entityRef: string;
  asks: Readonly<Record<Name, MeasureQuestion>>;
}): CardState<Measured<Name>> {
  const { entityRef } = options;
  const llmApi = useApi(llmApiRef);
  const asked = JSON.stringify(options.asks);
  const subject = `${entityRef} ${asked}`;
  const [round, setRound] = useState(0);
  const last = useRef<{ subject: string; read: Read<Name> }>();

  const load = useCallback(
    async (signal: AbortSignal) => {
      const asks = JSON.parse(asked) as Record<Name, MeasureQuestion>;
      const names = Object.keys(asks) as Name[];
      const reader = measureReaderOf(llmApi);
      const answers = await Promise.all(
        names.map(name =>
          reader.read({
            entityRef,
            question: asks[name],
            fresh: round > 0,
            signal,
          }),
        ),
      );
      const oldest = Math.min(
        ...answers.map(({ readAt }) => Date.parse(readAt)),
      );
      return ready<Read<Name>>({
        answers: Object.fromEntries(
          names.map((name, index) => [name, answers[index]]),
        ) as Record<Name, MeasureAnswer>,
        readAt: new Date(oldest),
      });
    },
    [llmApi, entityRef, asked, round],
  );
  const state = useCardState(load);

  useEffect(() => {
    if (state.status === 'ready') {
      last.current = { subject, read: state.value };
    }
  }, [state, subject]);

  const refresh = useCallback(() => setRound(count => count + 1), []);
  const before =
    last.current?.subject === subject ? last.current.read : undefined;
  return useMemo(
    () => shownState({ state, before, refresh }),
    [state, before, refresh],
  );
}

/** What was read before stays while it is read again, and when that fails. */
function shownState<Name extends string>(options: {
  state: CardState<Read<Name>>;
  before?: Read<Name>;
  refresh: () => void;
}): CardState<Measured<Name>> {
  const { state, before, refresh } = options;
  if (state.status === 'ready') {
    return ready({ ...state.value, refresh });
  }
  if (before && state.status === 'loading') {
    return ready({ ...before, refresh });
  }
  if (before && state.status === 'error') {
    return {
      status: 'stale',
      value: { ...before, refresh },
      asOf: before.readAt,
      reason: state.error.message,
      retry: refresh,
    };
  }
  return state.status === 'stale'
    ? { ...state, value: { ...state.value, refresh } }
    : state;
}
