import { useEffect, useState } from 'react';

/** What a chart is drawn for until its place is known. */
const FIRST_WIDTH = 640;

/** The width of an element in whole pixels, as it changes. */
export function useWidth<T extends HTMLElement>(): [
  (element: T | null) => void,
  number,
] {
  const [element, setElement] = useState<T | null>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useEffect(() => {
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.floor(entry.contentRect.width);
      if (next > 0) {
        setWidth(next);
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width];
}
