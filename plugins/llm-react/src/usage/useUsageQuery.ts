import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  parseUsageQuery,
  writeUsageQuery,
  type UsageQuery,
} from './usageQuery';

/** The choices in the address, and how to change some of them. */
export function useUsageQuery(): [
  UsageQuery,
  (change: Partial<UsageQuery>) => void,
] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseUsageQuery(params), [params]);
  const change = useCallback(
    (changes: Partial<UsageQuery>) =>
      setParams(
        current =>
          writeUsageQuery({ ...parseUsageQuery(current), ...changes }, current),
        // The way back leads to the page before, not through each choice.
        { replace: true },
      ),
    [setParams],
  );
  return [query, change];
}
