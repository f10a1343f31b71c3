import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { DAY_HOURS, HOUR_MS } from '../tables/units';
import { UsageQuestion } from './UsageReader';

/** From which tables a span is read: whole days that are kept, and hours for the rest. */
export interface SpanPlan {
  readonly from: number;
  /** The hour after the last one. */
  readonly to: number;
  readonly days: readonly number[];
  /** How often each of these days had changed when it was rolled up: it stays the same as long as the day does. */
  readonly versions: ReadonlyMap<number, number>;
  /** Ranges of hours, each without the hour after its last. */
  readonly hours: ReadonlyArray<readonly [from: number, to: number]>;
}

const MAX_HOURS = { hour: 32 * DAY_HOURS, day: 1_100 * DAY_HOURS };

/** Looks up which days of a span are kept, and up to date. */
export async function planSpan(
  knex: Knex,
  { from, to, step }: Pick<UsageQuestion, 'from' | 'to' | 'step'>,
): Promise<SpanPlan> {
  const first = Math.floor(from / HOUR_MS);
  const end = Math.ceil(to / HOUR_MS);
  if (!(first >= 0 && end > first)) {
    throw new InputError(
      `A span of usage must end after it begins: from ${from} to ${to} in milliseconds since 1970`,
    );
  }
  const most = step === 'hour' ? MAX_HOURS.hour : MAX_HOURS.day;
  if (end - first > most) {
    throw new InputError(
      `A span of usage is too long: ${end - first} hours, of at most ${most}${
        step === 'hour' ? ' by the hour' : ''
      }`,
    );
  }
  const rows: Array<{ day: number; rolled: number }> =
    step === 'hour'
      ? []
      : await knex('llm_usage_day_states')
          .whereRaw('rolled = changes')
          .andWhere('day', '>=', Math.ceil(first / DAY_HOURS))
          .andWhere('day', '<', Math.floor(end / DAY_HOURS))
          .orderBy('day')
          .select('day', 'rolled');
  const days = rows.map(({ day }) => day);
  const hours: Array<[number, number]> = [];
  let place = first;
  for (const day of days) {
    if (day * DAY_HOURS > place) {
      hours.push([place, day * DAY_HOURS]);
    }
    place = (day + 1) * DAY_HOURS;
  }
  if (place < end) {
    hours.push([place, end]);
  }
  const versions = new Map(rows.map(({ day, rolled }) => [day, rolled]));
  return { from: first, to: end, days, versions, hours };
}
