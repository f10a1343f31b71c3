import { usageCounts } from '@modelyard/llm-measures';
import { LlmUsageRow } from '@modelyard/plugin-llm-common';
import { CheckedQuestion } from './checkQuestion';

/** Lines that are made at once, so that others have their turn between. */
const SLICE = 500;

const UNITS: Readonly<Record<(typeof usageCounts)[number], string>> = {
  requests: 'count',
  failed: 'count',
  refused: 'count',
  aborted: 'count',
  inputTokens: 'tokens',
  outputTokens: 'tokens',
  cachedInputTokens: 'tokens',
  audioSeconds: 'seconds',
  characters: 'count',
  images: 'count',
  texts: 'count',
  documents: 'count',
};

/** A column of the table: its title, and what stands in a row of it. */
interface Column {
  readonly title: string;
  readonly cell: (row: LlmUsageRow) => string;
}

/**
 * Writes rows as comma-separated values by RFC 4180, with the titles of the columns and their units in the first line. What was
 * not reported is an empty cell, which is not zero.
 */
export function* writeUsageCsv(
  rows: readonly LlmUsageRow[],
  { by, step }: Pick<CheckedQuestion, 'by' | 'step'>,
): Iterable<string> {
  const columns = columnsOf(rows, by, step);
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
  yield line(columns.map(({ title }) => field(title)));
  for (let start = 0; start < rows.length; start += SLICE) {
    yield rows
      .slice(start, start + SLICE)
      .map(row => line(columns.map(({ cell }) => cell(row))))
      .join('');
  }
}

function columnsOf(
  rows: readonly LlmUsageRow[],
  by: CheckedQuestion['by'],
  step: CheckedQuestion['step'],
): Column[] {
  const currencies = new Set(
    rows.flatMap(({ cost = [] }) => cost.map(({ currency }) => currency)),
  );
  return [
    ...(step === 'total'
      ? []
      : [
          {
            title: `${step} (UTC)`,
            cell: (row: LlmUsageRow) => textField(row.period ?? ''),
          },
        ]),
    ...by.map(part => ({
      title: part,
      cell: (row: LlmUsageRow) => textField(row.key[part] ?? ''),
    })),
    ...usageCounts
      .filter(name => rows.some(({ counts }) => counts[name]))
      .flatMap(name => countColumns(rows, name)),
    ...[...currencies].sort().map(currency => ({
      title: `cost (${currency})`,
      cell: ({ cost = [] }: LlmUsageRow) =>
        cost.find(each => each.currency === currency)?.amount ?? '',
    })),
    {
      title: 'unpriced',
      cell: ({ unpriced }) => `${unpriced}`,
    },
    {
      title: 'qualifiers',
      cell: ({ counts }) =>
        [
          ...new Set(
            Object.values(counts).flatMap(({ qualifiers }) => qualifiers),
          ),
        ]
          .sort()
          .join(' '),
    },
  ];
}

/** A count, and the least and the most that it can be where it is not always exact. */
function countColumns(
  rows: readonly LlmUsageRow[],
  name: (typeof usageCounts)[number],
): Column[] {
  const unit = UNITS[name];
  const column = (
    title: string,
    figure: (
      count: NonNullable<LlmUsageRow['counts'][typeof name]>,
    ) => number | undefined,
  ): Column => ({
    title,
    cell: ({ counts }) => {
      const count = counts[name];
      return `${(count && figure(count)) ?? ''}`;
    },
  });
  const value = column(`${name} (${unit})`, count => count.value);
  return rows.some(({ counts }) => counts[name]?.bounds)
    ? [
        value,
        column(`${name} at least (${unit})`, count =>
          count.bounds ? count.bounds.low : count.value,
        ),
        column(`${name} at most (${unit})`, count =>
          count.bounds ? count.bounds.high : count.value,
        ),
      ]
    : [value];
}

/** Names come from senders: what a table program would take for a formula is made a text. */
function textField(text: string): string {
  return field(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
