import { Option } from 'commander';
import { stringify } from 'yaml';

/** How results are written. */
export type OutputFormat = 'table' | 'yaml' | 'json';

/** The option that every command with results has. */
export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how results are written')
    .choices(['table', 'yaml', 'json'])
    .default('table');
}

/** Results for the next program: the whole of them, in YAML or JSON. */
export function formatData(
  value: unknown,
  format: Exclude<OutputFormat, 'table'>,
): string {
  return format === 'json'
    ? `${JSON.stringify(value, null, 2)}\n`
    : stringify(value, { lineWidth: 0 });
}

/** Rows under heads, as wide as their longest cell, without a frame. */
export function formatTable(options: {
  head: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
}): string {
  const lines = [options.head, ...options.rows];
  const widths = options.head.map((_, column) =>
    Math.max(...lines.map(cells => cells[column]?.length ?? 0)),
  );
  return lines
    .map(cells =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
}
