import fc from 'fast-check';
import { diffRows, type DiffRow } from './diffRows';
import { foldRows } from './foldRows';
import { visibleText } from './visibleText';

/** Texts that have lines in common, with and without an end of the last. */
const anyText = fc
  .array(fc.constantFrom('a', 'b', '', ' a', 'a\r', '\u2028', '-'), {
    maxLength: 30,
  })
  .chain(lines =>
    fc.constantFrom('', '\n').map(end => `${lines.join('\n')}${end}`),
  );

const textOf = (rows: readonly DiffRow[]) =>
  rows.map(({ text, noNewline }) => (noNewline ? text : `${text}\n`)).join('');

const numbersOf = (numbers: Array<number | undefined>) =>
  numbers.filter(number => number !== undefined);

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

describe('diffRows', () => {
  it('gives both versions back, with their line numbers', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { rows } = diffRows(before, after);
        const old = rows.filter(({ kind }) => kind !== 'added');
        const now = rows.filter(({ kind }) => kind !== 'removed');
        expect(textOf(old)).toBe(before);
        expect(textOf(now)).toBe(after);
        expect(numbersOf(rows.map(row => row.before))).toEqual(
          old.map((_, index) => index + 1),
        );
        expect(numbersOf(rows.map(row => row.after))).toEqual(
          now.map((_, index) => index + 1),
        );
      }),
    );
  });

  it('has nothing but same lines where nothing changed', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(
          diffRows(text, text).rows.every(({ kind }) => kind === 'same'),
        ).toBe(true);
      }),
    );
  });

  it('shows what was there before what takes its place', () => {
    expect(diffRows('a\nold\n', 'a\nnew').rows).toEqual([
      { kind: 'same', text: 'a', before: 1, after: 1 },
      { kind: 'removed', text: 'old', before: 2 },
      { kind: 'added', text: 'new', noNewline: true, after: 2 },
    ]);
  });

  it('shows a change of nothing but the ends of lines', () => {
    expect(diffRows('a\n', 'a\r\n').rows.map(({ kind }) => kind)).toEqual([
      'removed',
      'added',
    ]);
  });

  it('gives up on texts that have too little in common, and loses nothing', () => {
    const text = (seed: string) =>
      Array.from({ length: 20_000 }, (_, i) => `${seed}${i}\n`).join('');
    const before = text('x');
    const after = text('y');
    const { rows, exact } = diffRows(before, after);
    expect(exact).toBe(false);
    expect(textOf(rows)).toBe(before + after);
  });
});

describe('foldRows', () => {
  it('leaves out nothing, and folds nothing that differs', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { rows } = diffRows(before, after);
        const parts = foldRows(rows);
        expect(parts.flatMap(part => part.rows)).toEqual(rows);
        for (const part of parts.filter(({ folded }) => folded)) {
          expect(part.rows.every(({ kind }) => kind === 'same')).toBe(true);
          expect(part.rows.length).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('keeps three lines around a difference', () => {
    const before = lines(20);
    const { rows } = diffRows(before, before.replace('line 10\n', 'ten\n'));
    expect(foldRows(rows).map(part => [part.folded, part.rows.length])).toEqual(
      [
        [true, 6],
        [false, 8],
        [true, 7],
      ],
    );
  });

  it('does not fold a single line', () => {
    const before = lines(8);
    const { rows } = diffRows(
      before,
      before.replace('line 1\n', 'one\n').replace('line 8\n', 'eight\n'),
    );
    expect(foldRows(rows).map(({ folded }) => folded)).toEqual([false]);
    const five = diffRows(lines(5), `${lines(5)}end\n`);
    expect(
      foldRows(five.rows).map(part => [part.folded, part.rows.length]),
    ).toEqual([
      [true, 2],
      [false, 4],
    ]);
  });

  it('folds all of a file that did not change', () => {
    expect(foldRows(diffRows(lines(9), lines(9)).rows)).toHaveLength(1);
    expect(foldRows([])).toEqual([]);
  });
});

describe('visibleText', () => {
  it('shows what would not be seen, and what would turn the text around', () => {
    expect(visibleText('key:\tvalue – ü 漢')).toBe('key:\tvalue – ü 漢');
    expect(visibleText('a\r')).toBe('a␍');
    expect(visibleText('x\u202ey\u200bz\u0000')).toBe(
      'x⟨U+202E⟩y⟨U+200B⟩z⟨U+0000⟩',
    );
  });
});
