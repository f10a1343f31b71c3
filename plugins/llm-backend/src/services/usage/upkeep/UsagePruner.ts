import { Knex } from 'knex';
import { letOthersRun } from '../tables/letOthersRun';
import { isSqlite } from '../tables/rowsSource';
import { DAY_HOURS, DAY_MS, HOUR_MS, hourNumber } from '../tables/units';

/** Rows that are deleted in one statement. */
const SLICE = { sqlite: 2_000, other: 50_000 };

/** Deletes what need not be kept any longer, in slices. */
export class UsagePruner {
  readonly #knex: Knex;
  readonly #acceptForMs: number;
  readonly #keepHoursMs: number;
  readonly #keepDaysMs: number;

  static create(options: {
    knex: Knex;
    acceptForMs: number;
    keepHoursMs: number;
    keepDaysMs: number;
  }) {
    return new UsagePruner(options);
  }

  private constructor(options: {
    knex: Knex;
    acceptForMs: number;
    keepHoursMs: number;
    keepDaysMs: number;
  }) {
    this.#knex = options.knex;
    this.#acceptForMs = options.acceptForMs;
    this.#keepHoursMs = options.keepHoursMs;
    this.#keepDaysMs = options.keepDaysMs;
  }

  /**
   * Deletes what is older than it should be kept. Hours go once their day is kept instead.
   *
   * @param options - `now` in milliseconds since 1970; once `signal` is aborted no further work is begun
   */
  async prune(options: { now: number; signal?: AbortSignal }): Promise<void> {
    const { now, signal } = options;
    // An hour more than reports are accepted for: clocks of replicas differ.
    const forgotten = now - this.#acceptForMs - HOUR_MS;
    await this.#deleteByKey({
      table: 'seen',
      key: ['hour', 'digest'],
      where: ['hour', hourNumber(forgotten)],
      signal,
    });
    await this.#deleteByKey({
      table: 'streams',
      key: ['digest'],
      where: ['last_at', forgotten - DAY_MS],
      signal,
    });
    const days: Array<{ day: number }> = await this.#knex(
      'llm_usage_day_states',
    )
      .whereRaw('rolled = changes')
      .andWhere('day', '<', Math.floor((now - this.#keepHoursMs) / DAY_MS))
      .orderBy('day')
      .select('day');
    for (const { day } of days) {
      await this.#deleteHours(day, signal);
    }
    await this.#deleteDays(
      Math.floor((now - this.#keepDaysMs) / DAY_MS),
      signal,
    );
  }

  async #deleteHours(day: number, signal: AbortSignal | undefined) {
    const first = day * DAY_HOURS;
    for (let hour = first; hour < first + DAY_HOURS; hour += 1) {
      for (const [table, ...key] of [
        ['hours', 'hour', 'key_id'],
        ['hour_checks', 'hour', 'key_id', 'count'],
        ['hour_edges', 'hour', 'key_id', 'count'],
        ['hour_buckets', 'hour', 'key_id', 'scale_id', 'bucket'],
      ]) {
        await this.#deleteByKey({ table, key, is: ['hour', hour], signal });
      }
    }
    if (!signal?.aborted) {
      const last = first + DAY_HOURS - 1;
      await this.#knex('llm_usage_hour_states')
        .whereBetween('hour', [first, last])
        .delete();
      await this.#knex('llm_usage_pulls')
        .whereBetween('hour', [first, last])
        .delete();
    }
  }

  async #deleteDays(day: number, signal: AbortSignal | undefined) {
    for (const [table, ...key] of [
      ['days', 'day', 'key_id'],
      ['day_checks', 'day', 'key_id', 'count'],
      ['day_edges', 'day', 'key_id', 'count'],
      ['day_buckets', 'day', 'key_id', 'scale_id', 'bucket'],
      ['day_money', 'day', 'key_id', 'price_id'],
      ['receipts', 'intake', 'day'],
      ['refusals', 'intake', 'day', 'code'],
      ['day_states', 'day'],
    ]) {
      await this.#deleteByKey({ table, key, where: ['day', day], signal });
    }
    await this.#deleteByKey({
      table: 'corrections',
      key: ['id'],
      where: ['hour', day * DAY_HOURS],
      signal,
    });
  }

  /** Deletes the rows below a limit, or those of one value, a slice at a time. */
  async #deleteByKey(options: {
    table: string;
    key: readonly string[];
    where?: readonly [column: string, below: number];
    is?: readonly [column: string, value: number];
    signal: AbortSignal | undefined;
  }): Promise<void> {
    const { key, where, is, signal } = options;
    const table = `llm_usage_${options.table}`;
    const size = isSqlite(this.#knex) ? SLICE.sqlite : SLICE.other;
    for (let deleted = size; deleted === size && !signal?.aborted; ) {
      const slice = this.#knex(table).select(key).limit(size);
      if (where) {
        slice.where(where[0], '<', where[1]);
      }
      if (is) {
        slice.where(is[0], is[1]);
      }
      deleted = await this.#knex(table)
        .whereRaw(`(${key.join()}) IN (?)`, [slice])
        .delete();
      await letOthersRun();
    }
  }
}
