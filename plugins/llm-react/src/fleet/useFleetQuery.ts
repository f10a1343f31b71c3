import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseFleetQuery, writeFleetQuery, type FleetQuery } from './query';

/** The choices in the address, and how to change some of them. */
export function useFleetQuery(): [
  FleetQuery,
  (change: Partial<FleetQuery>) => void,
] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseFleetQuery(params), [params]);
  const change = useCallback(
    (changes: Partial<FleetQuery>) =>
      setParams(
        current =>
          writeFleetQuery(
            // Another selection starts at its first page.
            { ...parseFleetQuery(current), page: 1, ...changes },
            current,
          ),
        // The way back leads to the page before, not through each keystroke.
        { replace: true },
      ),
    [setParams],
  );
  return [query, change];
}
