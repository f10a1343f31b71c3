import { useRef } from 'react';

/**
 * The former value as long as the new one says the same: a form hands out new
 * objects for each change of any of its fields.
 */
export function useSameContent<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) {
    kept.current = value;
  }
  return kept.current;
}
