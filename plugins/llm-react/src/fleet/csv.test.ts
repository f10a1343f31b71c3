import fc from 'fast-check';
import { toCsv, type CsvColumn, type CsvValue } from './csv';

/** Reads RFC 4180 text back, as a spreadsheet would. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') {
        quoted = false;
      } else {
        cell += char;
      }
    } else if (char === '"') {
      quoted = true;
    } else if (char === ',') {
      line.push(cell);
      cell = '';
    } else if (char === '\r' && text[i + 1] === '\n') {
      lines.push([...line, cell]);
      line = [];
      cell = '';
      i++;
    } else {
      cell += char;
    }
  }
  expect(quoted).toBe(false);
  expect(line).toEqual([]);
  expect(cell).toBe('');
  return lines;
}

function columnsOf(headers: string[]): CsvColumn<CsvValue[]>[] {
  return headers.map((header, index) => ({
    header,
    value: row => row[index],
  }));
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '"',
      ',',
      '\r',
      '\n',
      '\t',
      ' ',
      'a',
      '＝',
      "'",
    ),
  }),
);

describe('toCsv', () => {
  it('writes a header with units and one line per row', () => {
    const text = toCsv({
      columns: [
        {
          header: 'Name',
          value: (row: { name: string; gpus?: number }) => row.name,
        },
        { header: 'GPUs', value: row => row.gpus },
      ],
      rows: [{ name: 'H100, Frankfurt', gpus: 24 }, { name: 'A "spare" pool' }],
    });
    expect(text).toBe(
      'Name,GPUs\r\n"H100, Frankfurt",24\r\n"A ""spare"" pool",\r\n',
    );
  });

  it('tells an unknown value from zero', () => {
    expect(
      toCsv({ columns: columnsOf(['a', 'b']), rows: [[0, undefined]] }),
    ).toBe('a,b\r\n0,\r\n');
  });

  it('writes small and large numbers so that a spreadsheet reads the same number', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        value => {
          const [, [cell]] = parseCsv(
            toCsv({ columns: columnsOf(['n']), rows: [[value]] }),
          );
          expect(Number(cell)).toBe(value === 0 ? 0 : value);
        },
      ),
    );
  });

  it.each([
    '=HYPERLINK("https://evil.example","click")',
    '+1+1',
    '-2+3+cmd|" /C calc"!A0',
    '@SUM(1+1)',
    '\t=1+1',
    '\r=1+1',
    '  =1+1',
    '＝1+1',
  ])('keeps %j text in a spreadsheet', text => {
    const [, [cell]] = parseCsv(
      toCsv({ columns: columnsOf(['t']), rows: [[text]] }),
    );
    expect(cell).toBe(`'${text}`);
  });

  it('leaves a negative number a number', () => {
    expect(toCsv({ columns: columnsOf(['n']), rows: [[-3.5]] })).toBe(
      'n\r\n-3.5\r\n',
    );
  });

  it('reads back as what was written, for any text', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain(width =>
          fc.record({
            headers: fc.array(anyText, { minLength: width, maxLength: width }),
            rows: fc.array(
              fc.array(anyText, { minLength: width, maxLength: width }),
            ),
          }),
        ),
        ({ headers, rows }) => {
          const lines = parseCsv(toCsv({ columns: columnsOf(headers), rows }));
          expect(lines).toHaveLength(rows.length + 1);
          [headers, ...rows].forEach((cells, lineIndex) => {
            expect(lines[lineIndex]).toHaveLength(cells.length);
            cells.forEach((written, cellIndex) => {
              const read = lines[lineIndex][cellIndex];
              expect([written, `'${written}`]).toContain(read);
              expect(read).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
              expect(read).not.toMatch(/^[\t\r\n]/);
            });
          });
        },
      ),
    );
  });
});
