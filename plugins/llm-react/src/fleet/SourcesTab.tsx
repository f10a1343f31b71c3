import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  llmSourceReadPermission,
  type LlmSource,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import { llmApiRef } from '../api';
import { LlmCard, noData, ready, useCardState, type CardState } from '../frame';
import { useTexts } from '../useTexts';
import { SourceCard } from './SourceCard';

const permissionName = llmSourceReadPermission.name;

/** How the sources of the catalog's models and pools are doing. */
export function SourcesTab(props: {
  permission: { loading: boolean; allowed: boolean; error?: Error };
}) {
  const { loading, allowed, error } = props.permission;
  const t = useTexts();
  if (allowed) {
    return <Sources />;
  }
  let state: CardState<never> = {
    status: 'not_allowed',
    permission: permissionName,
  };
  if (loading) {
    state = { status: 'loading' };
  } else if (error) {
    state = { status: 'error', error };
  }
  return (
    <LlmCard title={t('fleet.sources.title')} state={state}>
      {() => null}
    </LlmCard>
  );
}

function Sources() {
  const t = useTexts();
  const llmApi = useApi(llmApiRef);
  const none = t('fleet.sources.none');
  const state = useCardState<LlmSource[]>(
    useCallback(
      async signal => {
        const sources = await llmApi.listSources({ signal });
        return sources.length > 0 ? ready(sources) : noData({ reason: none });
      },
      [llmApi, none],
    ),
  );
  if (state.status !== 'ready') {
    // The backend decides again and may refuse what the portal allowed.
    const shown =
      state.status === 'not_allowed'
        ? { ...state, permission: permissionName }
        : state;
    return (
      <LlmCard title={t('fleet.sources.title')} state={shown} rows={6}>
        {() => null}
      </LlmCard>
    );
  }
  return (
    <>
      {state.value.map(source => (
        <Box key={source.id} mb={2}>
          <SourceCard source={source} />
        </Box>
      ))}
    </>
  );
}
