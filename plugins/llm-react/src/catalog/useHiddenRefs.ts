import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ready, useCardState } from '../frame';
import { fetchEntities } from './fetchEntities';

const none: ReadonlySet<string> = new Set();

/**
 * Those of some refs that lead nowhere, since the catalog has no such entity,
 * or none that the user may see. Nothing is hidden until the catalog says so,
 * nor when it does not answer.
 *
 * @param refs - full refs in lower case
 */
export function useHiddenRefs(refs: readonly string[]): ReadonlySet<string> {
  const catalogApi = useApi(catalogApiRef);
  // Callers need not keep the identity of a list of the same refs.
  const key = JSON.stringify(refs);
  const state = useCardState<ReadonlySet<string>>(
    useCallback(async () => {
      const { hidden } = await fetchEntities({
        catalogApi,
        refs: JSON.parse(key),
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      });
      return ready(new Set(hidden));
    }, [catalogApi, key]),
  );
  return state.status === 'ready' ? state.value : none;
}
