import { Issue, Result } from '@modelyard/llm-units';
import { addIncreases, Increase, joinIncreases } from '../counters/Increase';
import { addRows, sumOf } from './addRows';
import { keyText, periodStart } from './ledgerKey';
import { LedgerRow } from './LedgerRow';

const HOUR = 3_600_000;

/**
 * Rolls hours up to days, in UTC. What was shared out between two consecutive hours belongs to their day either way, so that
 * a day is pinned better than its hours.
 *
 * @param rows - Rows of hours, several of one key among them or not
 * @returns One row for each day and key, in the order of their keys; issues as those of {@link addRows}, and an error for a
 * period that is no hour
 * @public
 */
export function rollUp(rows: readonly LedgerRow[]): Result<LedgerRow[]> {
  const issues: Issue[] = rows
    .filter(
      ({ key }) =>
        key.period.length === 10 || Number.isNaN(periodStart(key.period)),
    )
    .map(({ key }) => ({
      path: keyText(key),
      code: 'period-invalid',
      message: `is not an hour in UTC: ${key.period}`,
      severity: 'error',
    }));
  const hours = addRows(rows);
  if (!hours.ok || issues.length > 0) {
    return { ok: false, issues: [...issues, ...hours.issues] };
  }
  const days = new Map<string, LedgerRow[]>();
  for (const row of hours.value) {
    const text = keyText(dayKey(row));
    days.set(text, [...(days.get(text) ?? []), row]);
  }
  const found: Issue[] = [...hours.issues];
  const value = [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => dayOf(group, found));
  return found.some(({ severity }) => severity === 'error')
    ? { ok: false, issues: found }
    : { ok: true, value, issues: found };
}

function dayKey({ key }: LedgerRow) {
  return { ...key, period: key.period.slice(0, 10) };
}

/** Runs of consecutive hours are joined; between runs nothing cancels. */
function dayOf(hours: readonly LedgerRow[], issues: Issue[]): LedgerRow {
  const runs: LedgerRow[][] = [];
  for (const row of hours) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (
      last &&
      periodStart(row.key.period) - periodStart(last.key.period) === HOUR
    ) {
      run.push(row);
    } else {
      runs.push([row]);
    }
  }
  const joined = runs.map(run =>
    sumOf(
      run.map(row => ({ ...row, key: dayKey(row) })),
      increases => joinIf(run.length, increases),
      issues,
    ),
  );
  return sumOf(joined, addIncreases, issues);
}

// A count that an hour of the run lacks leaves a gap, across which nothing cancels.
function joinIf(length: number, increases: readonly Increase[]): Increase {
  return increases.length === length
    ? joinIncreases(increases)
    : addIncreases(increases);
}
