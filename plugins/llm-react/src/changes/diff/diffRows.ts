import { diffArrays } from 'diff';

/** A line of two versions of a text, shown one below the other. */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added';
  /** The line without its line feed. */
  readonly text: string;
  /** Where the line ends the text without a line feed. */
  readonly noNewline?: true;
  /** Number of the line before, from 1; absent where it is added. */
  readonly before?: number;
  /** Number of the line after, from 1; absent where it is removed. */
  readonly after?: number;
}

/** All lines of two versions, in the order in which they are read. */
export interface Diff {
  readonly rows: readonly DiffRow[];
  /**
   * False where the two differ so much that looking for what they have in
   * common would take too long; all of the old then stands before all of the
   * new.
   */
  readonly exact: boolean;
}

/** A page draws many files, and must answer to the keyboard in between. */
const TIMEOUT_MS = 200;

/**
 * The lines of a text, each with its line feed. A carriage return is part of
 * the line, so that a change of it shows.
 */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Compares two versions of a text line by line. The rows that are not added
 * give the old text, those that are not removed the new one.
 */
export function diffRows(before: string, after: string): Diff {
  const old = linesOf(before);
  const now = linesOf(after);
  const found = diffArrays(old, now, { timeout: TIMEOUT_MS });
  const changes = found ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: now },
  ];

  const rows: DiffRow[] = [];
  let lineBefore = 0;
  let lineAfter = 0;
  for (const { removed, added, value } of changes) {
    for (const line of value) {
      const text = line.replace(/\n$/, '');
      const common =
        text === line ? { text, noNewline: true as const } : { text };
      if (removed) {
        lineBefore++;
        rows.push({ kind: 'removed', ...common, before: lineBefore });
      } else if (added) {
        lineAfter++;
        rows.push({ kind: 'added', ...common, after: lineAfter });
      } else {
        lineBefore++;
        lineAfter++;
        rows.push({
          kind: 'same',
          ...common,
          before: lineBefore,
          after: lineAfter,
        });
      }
    }
  }
  return { rows, exact: found !== undefined };
}
