import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  llmChangeReadPermission,
  type LlmChange,
  type LlmChangeSummary,
} from '@modelyard/plugin-llm-common';
import { llmApiRef } from '../api';
import { noData, ready, type CardState } from '../frame';
import { useTexts } from '../useTexts';
import { answeredWith } from './answeredWith';
import { useReloadable, type Reloadable } from './useReloadable';

const permission = llmChangeReadPermission;

/** The changes that wait for a review, for those who may read them. */
export interface Changes extends Reloadable<LlmChangeSummary[]> {
  /** Whether the user may read them, as far as the portal knows. */
  allowed: boolean;
  /** How many there are; zero also where that is not known. */
  count: number;
}

/** The backend decides again and may refuse what the portal allowed. */
function withPermission<T>(state: CardState<T>): CardState<T> {
  return state.status === 'not_allowed'
    ? { ...state, permission: permission.name }
    : state;
}

/** Reads the list, for the tab's label and the tab itself. */
export function useChanges(): Changes {
  const llmApi = useApi(llmApiRef);
  const t = useTexts();
  const { loading, allowed, error } = usePermission({ permission });
  const none = t('changes.none');
  const noRepository = t('changes.noRepository');
  const { state, reload } = useReloadable<LlmChangeSummary[]>(
    useCallback(
      async signal => {
        if (!allowed) {
          return { status: 'not_allowed' };
        }
        try {
          const changes = await llmApi.listChanges({ signal });
          return changes.length > 0
            ? ready(newestFirst(changes))
            : noData({ reason: none });
        } catch (thrown) {
          if (answeredWith(thrown, 'NotFoundError')) {
            return noData({ reason: noRepository });
          }
          throw thrown;
        }
      },
      [llmApi, allowed, none, noRepository],
    ),
  );

  let shown = withPermission(state);
  if (loading) {
    shown = { status: 'loading' };
  } else if (error) {
    shown = { status: 'error', error };
  }
  const count =
    shown.status === 'ready' || shown.status === 'stale'
      ? shown.value.length
      : 0;
  return { state: shown, reload, allowed, count };
}

function newestFirst(changes: LlmChangeSummary[]): LlmChangeSummary[] {
  const openedAt = (change: LlmChangeSummary) => Date.parse(change.openedAt);
  return [...changes].sort((left, right) => openedAt(right) - openedAt(left));
}

/** Reads one of them. */
export function useChange(id: string): Reloadable<LlmChange> {
  const llmApi = useApi(llmApiRef);
  const t = useTexts();
  const gone = t('changes.gone');
  const { state, reload } = useReloadable<LlmChange>(
    useCallback(
      async signal => {
        try {
          return ready(await llmApi.readChange(id, { signal }));
        } catch (thrown) {
          if (answeredWith(thrown, 'NotFoundError')) {
            return noData({ reason: gone });
          }
          throw thrown;
        }
      },
      [llmApi, id, gone],
    ),
  );
  return { state: withPermission(state), reload };
}
