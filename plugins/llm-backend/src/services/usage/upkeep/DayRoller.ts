import { Knex } from 'knex';
import { letOthersRun } from '../tables/letOthersRun';
import { ensureHours, lockHours } from '../tables/lockHours';
import { isSqlite } from '../tables/rowsSource';
import { DAY_HOURS, DAY_MS } from '../tables/units';
import { deleteDay, rollUpKeys } from './rollUpKeys';

/** Keys that are rolled up in one transaction. */
const SLICE = { sqlite: 250, other: 5_000 };

/**
 * Keeps days beside the hours, so that long spans need not read them. A day counts once all of it is written, and as long as no
 * hour of it has changed since.
 */
export class DayRoller {
  readonly #knex: Knex;
  readonly #closeAfterMs: number;

  static create(options: { knex: Knex; closeAfterMs: number }) {
    return new DayRoller(options.knex, options.closeAfterMs);
  }

  private constructor(knex: Knex, closeAfterMs: number) {
    this.#knex = knex;
    this.#closeAfterMs = closeAfterMs;
  }

  /**
   * Rolls up the days that are due, the newest first. To run it twice, also at the same time, changes nothing.
   *
   * @param options - `now` in milliseconds since 1970; once `signal` is aborted no further work is begun
   * @returns How many days were rolled up
   */
  async rollDue(options: {
    now: number;
    signal?: AbortSignal;
  }): Promise<number> {
    const { now, signal } = options;
    const last = Math.floor((now - this.#closeAfterMs) / DAY_MS) - 1;
    const due: Array<{ day: number }> = await this.#knex
      .with('closed', query =>
        query
          // Not as a parameter, which SQLite would take for a fraction.
          .distinct(this.#knex.raw(`hour / ${DAY_HOURS} AS day`))
          .from('llm_usage_hour_states')
          .where('hour', '<', (last + 1) * DAY_HOURS),
      )
      .select('closed.day as day')
      .from('closed')
      .leftJoin('llm_usage_day_states as d', 'd.day', 'closed.day')
      .where(query =>
        query.whereNull('d.rolled').orWhereRaw('d.rolled <> d.changes'),
      )
      .orderBy('closed.day', 'desc');
    let rolled = 0;
    for (const { day } of due) {
      if (signal?.aborted) {
        break;
      }
      rolled += (await this.#roll(day, now, signal)) ? 1 : 0;
    }
    return rolled;
  }

  async #roll(
    day: number,
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const changes = await this.#begin(day, now);
    if (changes === undefined) {
      return false;
    }
    const groups = await this.#keysOf(day);
    const written = new Set<number>();
    for (const slice of slicesOf(
      groups,
      isSqlite(this.#knex) ? SLICE.sqlite : SLICE.other,
    )) {
      if (signal?.aborted) {
        return false;
      }
      await this.#knex.transaction(async trx => {
        await holdDay(trx, day);
        await rollUpKeys(trx, { day, ...slice });
      });
      [...slice.keyIds, ...slice.totalIds].forEach(id => written.add(id));
      await letOthersRun();
    }
    return this.#knex.transaction(async trx => {
      await holdDay(trx, day);
      const rows: Array<{ key_id: number }> = await trx('llm_usage_days')
        .where({ day })
        .select('key_id')
        .union(trx('llm_usage_day_checks').where({ day }).select('key_id'));
      const gone = rows.flatMap(({ key_id }) =>
        written.has(key_id) ? [] : [key_id],
      );
      await deleteDay(trx, day, gone);
      const updated = await trx('llm_usage_day_states')
        .where({ day, changes })
        .update({ rolled: changes });
      return updated > 0;
    });
  }

  /**
   * Closes the hours of the day in which nothing happened, so that what comes into them later is seen as a change.
   *
   * @returns How often the day has changed so far; undefined where an hour of it is still open
   */
  async #begin(day: number, now: number): Promise<number | undefined> {
    const hours = Array.from(
      { length: DAY_HOURS },
      (_, i) => day * DAY_HOURS + i,
    );
    return this.#knex.transaction(async trx => {
      await ensureHours(trx, hours);
      const closed = await lockHours(trx, { hours, alone: () => true });
      for (const hour of hours.filter(each => !closed.has(each))) {
        const row = await trx('llm_usage_hours').where({ hour }).first('hour');
        if (row) {
          return undefined;
        }
        await trx('llm_usage_hour_states')
          .where({ hour })
          .update({ closed_at: now });
      }
      await trx('llm_usage_day_states')
        .insert({ day, changes: 0 })
        .onConflict('day')
        .ignore();
      const state = await trx('llm_usage_day_states')
        .where({ day })
        .first('changes');
      return Number(state.changes);
    });
  }

  /** Keys with usage on the day, by the key of all their consumers. */
  async #keysOf(day: number): Promise<Map<number, number[]>> {
    const totals = new Map<number, number>();
    for (let i = 0; i < DAY_HOURS; i += 1) {
      const hour = day * DAY_HOURS + i;
      const rows: Array<{ id: number; total_id: number }> = await this.#knex(
        'llm_usage_hours as h',
      )
        .join('llm_usage_keys as k', 'k.id', 'h.key_id')
        .where('h.hour', hour)
        .select('k.id', 'k.total_id');
      rows.forEach(({ id, total_id }) => totals.set(id, total_id));
      const checked: Array<{ id: number; total_id: number }> = await this.#knex(
        'llm_usage_hour_checks as c',
      )
        .join('llm_usage_keys as k', 'k.id', 'c.key_id')
        .where('c.hour', hour)
        .distinct('k.id', 'k.total_id');
      checked.forEach(({ id, total_id }) => totals.set(id, total_id));
      // A stream of histograms alone has no row.
      const observed: Array<{ key_id: number }> = await this.#knex(
        'llm_usage_hour_buckets',
      )
        .where({ hour })
        .distinct('key_id');
      observed.forEach(({ key_id }) => totals.set(key_id, key_id));
      await letOthersRun();
    }
    const groups = new Map<number, number[]>();
    for (const [id, total] of totals) {
      const group = groups.get(total) ?? [];
      groups.set(total, group);
      if (id !== total) {
        group.push(id);
      }
    }
    return groups;
  }
}

async function holdDay(trx: Knex.Transaction, day: number): Promise<void> {
  await trx('llm_usage_day_states').where({ day }).forUpdate().first('day');
}

function* slicesOf(
  groups: ReadonlyMap<number, readonly number[]>,
  size: number,
) {
  let keyIds: number[] = [];
  let totalIds: number[] = [];
  for (const [total, ids] of groups) {
    keyIds.push(...ids);
    totalIds.push(total);
    if (keyIds.length + totalIds.length >= size) {
      yield { keyIds, totalIds };
      keyIds = [];
      totalIds = [];
    }
  }
  if (totalIds.length > 0) {
    yield { keyIds, totalIds };
  }
}
