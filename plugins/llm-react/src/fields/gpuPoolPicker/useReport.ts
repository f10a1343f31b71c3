import { useCallback, useEffect, useRef, type MutableRefObject } from 'react';
import { readValue, type GpuPoolPickerValue } from './value';

/** The whole form is drawn again for each report: it waits until the typing pauses. */
const PAUSE_MS = 300;
/** What was clicked is reported once it is painted. */
const AFTER_PAINT_MS = 30;

const keyOf = (value: GpuPoolPickerValue) => JSON.stringify(readValue(value));

/**
 * Tells the form what the field's value is, and the field what the form makes of
 * it: a value that comes from elsewhere wins.
 *
 * @param options - `value` is that of the field, undefined while it has none;
 *   `outer` is that of the form; both keep their identity while they are equal
 * @returns reports what waits at once, for a person who is about to leave
 */
export function useReport(options: {
  value: GpuPoolPickerValue | undefined;
  outer: GpuPoolPickerValue;
  report: (value: GpuPoolPickerValue) => void;
  adopt: (outer: GpuPoolPickerValue) => void;
  /** Whether the value changed by a click; it is set back when it was looked at. */
  isClick: MutableRefObject<boolean>;
}): () => void {
  const { value, outer, isClick } = options;
  const latest = useRef(options);
  latest.current = options;
  const known = useRef(keyOf(outer));
  const waiting = useRef<GpuPoolPickerValue>();

  const flush = useCallback(() => {
    const next = waiting.current;
    waiting.current = undefined;
    if (next) {
      known.current = keyOf(next);
      latest.current.report(next);
    }
  }, []);

  useEffect(() => {
    const key = keyOf(outer);
    if (key !== known.current) {
      known.current = key;
      waiting.current = undefined;
      latest.current.adopt(outer);
    }
  }, [outer]);

  useEffect(() => {
    const pause = isClick.current ? AFTER_PAINT_MS : PAUSE_MS;
    isClick.current = false;
    if (!value || keyOf(value) === known.current) {
      waiting.current = undefined;
      return undefined;
    }
    waiting.current = value;
    const timer = setTimeout(flush, pause);
    return () => clearTimeout(timer);
  }, [value, flush, isClick]);

  return flush;
}
