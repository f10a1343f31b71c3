const LONGEST = 60;

/** Quotes a value of any shape for an error message, cut where it would fill the screen. */
export function quote(value: unknown): string {
  let text: string | undefined;
  try {
    // JSON has no NaN and no bigint.
    text = ['bigint', 'number'].includes(typeof value)
      ? String(value)
      : JSON.stringify(value);
  } catch {
    // A circular value has no text; its type says enough.
  }
  text ??= typeof value;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
