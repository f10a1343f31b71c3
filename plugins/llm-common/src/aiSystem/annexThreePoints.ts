// Annex III of Regulation (EU) 2024/1689: the last letter of each of its eight points. Point 2 has none.
const LAST_LETTER: Record<string, string> = {
  1: 'c',
  2: '',
  3: 'd',
  4: 'b',
  5: 'd',
  6: 'e',
  7: 'd',
  8: 'b',
};

const FORM = /^([1-8])(?:\(([a-e])\))?$/;

/** Whether Annex III has a point, written as `4` or `4(a)`. */
export function isAnnexThreePoint(text: string): boolean {
  const match = FORM.exec(text);
  if (!match) {
    return false;
  }
  const [, point, letter] = match;
  return letter === undefined || letter <= LAST_LETTER[point];
}

/** What a point has to look like, for messages. */
export const annexThreePointForm =
  'a point of Annex III, such as 4(a), from 1(a) to 8(b)';
