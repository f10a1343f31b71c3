/** The longest number that is written in groups; more digits stay as typed. */
const MOST_DIGITS = 15;

/** What a language puts between thousands, and blanks, which people put there. */
export function separatorsOf(
  format: (value: number) => string,
): ReadonlySet<string> {
  return new Set([
    ...format(1234567890).replaceAll(/\d/g, ''),
    ' ',
    '\u00a0',
    '\u202f',
  ]);
}

/** The text without what stands between thousands. */
export function withoutSeparators(
  text: string,
  separators: ReadonlySet<string>,
): string {
  return [...text].filter(character => !separators.has(character)).join('');
}

/** Digits with their thousands apart; any other text as it is. */
export function groupDigits(
  text: string,
  format: (value: number) => string,
): string {
  return /^\d+$/.test(text) && text.length <= MOST_DIGITS
    ? format(Number(text))
    : text;
}
