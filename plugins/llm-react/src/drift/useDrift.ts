import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LlmDrift } from '@modelyard/plugin-llm-common';
import { llmApiRef } from '../api';
import { ready, useCardState, type CardState } from '../frame';

/**
 * How the manifests of a model's deployments, or those of a pool, stand to what
 * was decided. Nobody is asked where there is no ref.
 */
export function useDrift(
  ref: string | undefined,
  kind: 'model' | 'pool' = 'model',
): CardState<LlmDrift[]> {
  const llmApi = useApi(llmApiRef);
  return useCardState(
    useCallback(
      async signal =>
        ready(
          ref === undefined
            ? []
            : await llmApi.listDrift({ [kind]: ref }, { signal }),
        ),
      [llmApi, ref, kind],
    ),
  );
}
