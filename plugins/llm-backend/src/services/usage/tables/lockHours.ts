import { Knex } from 'knex';
import { rowsSource } from './rowsSource';

interface StateRow {
  readonly hour: number;
  readonly closed_at: number | null;
}

/**
 * Holds hours for the rest of a transaction, in their order: none of them is closed meanwhile. Whoever writes to hours calls
 * this before all else that it locks, except for streams.
 *
 * @param options - `alone` says which hours nobody else may write to meanwhile; all of them lie before the others
 * @returns The hours among them that are closed
 */
export async function lockHours(
  trx: Knex.Transaction,
  options: { hours: Iterable<number>; alone: (hour: number) => boolean },
): Promise<Set<number>> {
  const sorted = inOrder(options.hours);
  const states = (hours: readonly number[]) =>
    trx<StateRow>('llm_usage_hour_states')
      .select('hour', 'closed_at')
      .whereIn('hour', hours)
      .orderBy('hour');
  const old = sorted.filter(options.alone);
  const recent = sorted.filter(hour => !options.alone(hour));
  const rows = [
    ...(old.length > 0 ? await states(old).forUpdate() : []),
    ...(recent.length > 0 ? await states(recent).forShare() : []),
  ];
  return new Set(
    rows.flatMap(({ hour, closed_at }) => (closed_at === null ? [] : [hour])),
  );
}

/** Makes the rows that are locked, so that there is something to hold. */
export async function ensureHours(
  knex: Knex,
  hours: Iterable<number>,
): Promise<void> {
  const rows = inOrder(hours).map(hour => [hour]);
  if (rows.length > 0) {
    await knex.raw(
      'INSERT INTO llm_usage_hour_states (hour) ? ON CONFLICT (hour) DO NOTHING',
      [rowsSource(knex, [{ name: 'hour', type: 'integer' }], rows)],
    );
  }
}

function inOrder(hours: Iterable<number>): number[] {
  return [...new Set(hours)].sort((a, b) => a - b);
}
