/**
 * The form in which two names of a use are compared: `Customer-Support` and `customer support!` are one.
 */
export function normaliseUse(use: string): string {
  return use
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The parts of an annotation that lists several things. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part.length > 0);
}
