import { useEffect, useRef, useState } from 'react';

/** Browsers limit how often the address may change. */
const PAUSE_MS = 250;

const sameText = (left: string, right: string) => left === right;

/**
 * A text that is typed here and kept elsewhere: it answers to every keystroke
 * at once and is handed on when the typing pauses.
 *
 * @param options - `kept`: the text as it is kept, whose change from outside
 *   wins; `keep`: called with the typed text after a pause; `same`: whether
 *   two texts mean the same, so that `0.50` is not rewritten to `0.5`
 */
export function useDraft(options: {
  kept: string;
  keep: (text: string) => void;
  same?: (left: string, right: string) => boolean;
}): [string, (text: string) => void] {
  const { kept, keep, same = sameText } = options;
  const [draft, setDraft] = useState(kept);
  const handedOn = useRef(kept);
  const latest = useRef({ keep, same });
  latest.current = { keep, same };

  useEffect(() => {
    if (!latest.current.same(kept, handedOn.current)) {
      handedOn.current = kept;
      setDraft(kept);
    }
  }, [kept]);

  useEffect(() => {
    if (draft === handedOn.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      handedOn.current = draft;
      latest.current.keep(draft);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  return [draft, setDraft];
}
