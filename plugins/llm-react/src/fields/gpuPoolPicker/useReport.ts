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
  /** Whether the value changed by a click; set back with the report. */
  isClick: MutableRefObject<boolean>;
}): () => void {
  const { value, outer, isClick } = options;
  const latest = useRef(options);
  latest.current = options;
  const known = useRef(keyOf(outer));
  const waiting = useRef<{ key: string; value: GpuPoolPickerValue }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    waiting.current = undefined;
  }, []);
  const flush = useCallback(() => {
    const next = waiting.current;
    forget();
    if (next) {
      known.current = next.key;
      latest.current.isClick.current = false;
      latest.current.report(next.value);
    }
  }, [forget]);

  useEffect(() => {
    const key = keyOf(outer);
    if (key !== known.current) {
      known.current = key;
      forget();
      latest.current.adopt(outer);
    }
  }, [outer, forget]);

  useEffect(() => {
    const key = value && keyOf(value);
    if (!value || key === undefined || key === known.current) {
      forget();
    } else if (key !== waiting.current?.key) {
      clearTimeout(timer.current);
      waiting.current = { key, value };
      const pause = isClick.current ? AFTER_PAINT_MS : PAUSE_MS;
      timer.current = setTimeout(flush, pause);
    }
  }, [value, flush, forget, isClick]);

  useEffect(() => forget, [forget]);

  return flush;
}
