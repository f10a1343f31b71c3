import { useCallback, useRef } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { llmApiRef } from '../api';
import { fleetPath } from '../fleet/fleetPath';
import { noData, ready, useCardState, type CardState } from '../frame';
import { fleetLinkRouteRef } from '../routes';
import { useTexts } from '../useTexts';
import { readUsage, type Usage, type UsageChoice } from './readUsage';

/**
 * The usage of a choice. While another choice of the same entity is read, what
 * was there before stays, so that the page does not jump.
 */
export function useUsage(options: { choice: UsageChoice; compare: boolean }): {
  state: CardState<Usage>;
  busy: boolean;
} {
  const { choice, compare } = options;
  const t = useTexts();
  const llmApi = useApi(llmApiRef);
  const fleet = useRouteRef(fleetLinkRouteRef)?.();
  const state = useCardState<Usage>(
    useCallback(
      async signal => {
        const usage = await readUsage({ llmApi, choice, compare, signal });
        const { counts, cost } = usage.answer.total;
        return Object.keys(counts).length > 0 || cost?.length
          ? ready(usage)
          : noData({
              reason: t('usage.none'),
              nextStep: fleet
                ? {
                    label: t('usage.sourcesLink'),
                    to: fleetPath(fleet, { tab: 'sources' }),
                  }
                : undefined,
            });
      },
      [llmApi, choice, compare, fleet, t],
    ),
  );
  const last = useRef<Usage>();
  if (state.status !== 'loading') {
    last.current = state.status === 'ready' ? state.value : undefined;
  }
  const kept =
    last.current?.choice.subject === choice.subject ? last.current : undefined;
  return state.status === 'loading' && kept
    ? { state: ready(kept), busy: true }
    : { state, busy: false };
}
