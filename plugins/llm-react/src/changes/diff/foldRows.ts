import type { DiffRow } from './diffRows';

/** Neighbouring rows that are shown, or folded away, together. */
export interface DiffPart {
  /** Whether nothing in it differs, and nothing near it. */
  readonly folded: boolean;
  readonly rows: readonly DiffRow[];
}

/** How many lines around a difference tell where one is. */
const CONTEXT = 3;

/** A button takes the place of a line: fewer are not worth one. */
const LEAST_FOLDED = 2;

/**
 * Takes together what did not change, but for the lines near a change, and near
 * a line that something is noted about.
 */
export function foldRows(
  rows: readonly DiffRow[],
  isNoted: (row: DiffRow) => boolean = () => false,
): DiffPart[] {
  const near = rows.map(() => false);
  rows.forEach((row, index) => {
    if (row.kind !== 'same' || isNoted(row)) {
      near.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
    }
  });

  const runs: Array<{ folded: boolean; rows: DiffRow[] }> = [];
  rows.forEach((row, index) => {
    const last = runs[runs.length - 1];
    if (last?.folded === !near[index]) {
      last.rows.push(row);
    } else {
      runs.push({ folded: !near[index], rows: [row] });
    }
  });

  const parts: Array<{ folded: boolean; rows: DiffRow[] }> = [];
  for (const run of runs) {
    const folded = run.folded && run.rows.length >= LEAST_FOLDED;
    const last = parts[parts.length - 1];
    if (last && last.folded === folded) {
      last.rows.push(...run.rows);
    } else {
      parts.push({ folded, rows: [...run.rows] });
    }
  }
  return parts;
}
