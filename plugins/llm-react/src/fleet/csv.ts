/**
 * A cell of a CSV file. `undefined` is a value that is not known, and becomes
 * an empty cell, never a zero.
 *
 * @public
 */
export type CsvValue = string | number | undefined;

/**
 * One column of a CSV file.
 *
 * @public
 */
export interface CsvColumn<Row> {
  /** Column header, with the unit where the column has one. */
  readonly header: string;
  /** Reads the cell; numbers are written plainly, without separators. */
  readonly value: (row: Row) => CsvValue;
}

// Characters by which spreadsheets recognise a formula, with the full-width
// forms that some of them treat alike, also after leading white space.
const formulaStart = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

const needsQuotes = /[",\r\n]|^\s|\s$/;

function toCell(value: CsvValue): string {
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : '';
  }
  // Entity titles and tags are other people's text: opened in a spreadsheet
  // they must stay text. The apostrophe is the mark that spreadsheets know.
  const text = formulaStart.test(value) ? `'${value}` : value;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes rows as CSV: a header line, CRLF line ends and quoting after
 * {@link https://www.rfc-editor.org/rfc/rfc4180 | RFC 4180}. Text that a
 * spreadsheet would run as a formula is preceded by an apostrophe.
 *
 * @public
 */
export function toCsv<Row>(options: {
  columns: readonly CsvColumn<Row>[];
  rows: readonly Row[];
}): string {
  const { columns, rows } = options;
  const lines = [
    columns.map(column => toCell(column.header)),
    ...rows.map(row => columns.map(column => toCell(column.value(row)))),
  ];
  return lines.map(line => `${line.join(',')}\r\n`).join('');
}
