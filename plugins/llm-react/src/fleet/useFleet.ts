import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ready, useCardState, type CardState } from '../frame';
import { loadFleet, type Fleet, type FleetProgress } from './loadFleet';

/** The fleet, and how far its reading has come. */
export function useFleet(): {
  state: CardState<Fleet>;
  progress?: FleetProgress;
} {
  const catalogApi = useApi(catalogApiRef);
  const [progress, setProgress] = useState<FleetProgress>();
  const state = useCardState(
    useCallback(
      async (signal: AbortSignal) =>
        ready(
          await loadFleet({
            catalogApi,
            now: new Date(),
            signal,
            onProgress: setProgress,
          }),
        ),
      [catalogApi],
    ),
  );
  return { state, progress };
}
