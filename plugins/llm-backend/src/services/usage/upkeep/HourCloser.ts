import { closeHour } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { ClosedHours, KnownPrices } from '../ClosedHours';
import { letOthersRun } from '../tables/letOthersRun';
import { lockHours } from '../tables/lockHours';
import { readHourRows } from '../tables/readHourRows';
import { HOUR_MS } from '../tables/units';
import { RowMoney, writeMoney } from '../tables/writeMoney';

/** Rows that are read and priced at once. */
const SLICE = 500;
/** How often an hour is begun anew because a model turned up in it meanwhile. */
const ATTEMPTS = 3;

/** What closing has done. */
export interface ClosedCount {
  readonly hours: number;
  /** Rows that have no price, and stay without money. */
  readonly unpriced: number;
}

/** Gives hours that are over their money, each in one transaction: what it says then is not changed but corrected. */
export class HourCloser {
  readonly #knex: Knex;
  readonly #closed: ClosedHours;
  readonly #closeAfterMs: number;

  static create(options: {
    knex: Knex;
    closed: ClosedHours;
    closeAfterMs: number;
  }) {
    return new HourCloser(options.knex, options.closed, options.closeAfterMs);
  }

  private constructor(knex: Knex, closed: ClosedHours, closeAfterMs: number) {
    this.#knex = knex;
    this.#closed = closed;
    this.#closeAfterMs = closeAfterMs;
  }

  /**
   * Closes the hours that are due. To run it twice, also at the same time, changes nothing.
   *
   * @param options - `now` in milliseconds since 1970; once `signal` is aborted no further hour is begun
   */
  async closeDue(options: {
    now: number;
    signal?: AbortSignal;
  }): Promise<ClosedCount> {
    const { now, signal } = options;
    const due: Array<{ hour: number }> = await this.#knex(
      'llm_usage_hour_states',
    )
      .select('hour')
      .whereNull('closed_at')
      .andWhere(
        'hour',
        '<=',
        Math.floor((now - this.#closeAfterMs) / HOUR_MS) - 1,
      )
      .orderBy('hour');
    let hours = 0;
    let unpriced = 0;
    for (const { hour } of due) {
      if (signal?.aborted) {
        break;
      }
      const result = await this.#close(hour, now);
      hours += result.hours;
      unpriced += result.unpriced;
    }
    return { hours, unpriced };
  }

  async #close(hour: number, now: number): Promise<ClosedCount> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const models: Array<{ model: string }> = await this.#knex(
        'llm_usage_hours as h',
      )
        .join('llm_usage_keys as k', 'k.id', 'h.key_id')
        .where('h.hour', hour)
        .distinct('k.model as model');
      const prices = await this.#closed.prepare(
        models.map(({ model }) => model),
      );
      const result = await this.#knex.transaction(trx =>
        this.#closeWith(trx, { hour, now, prices }),
      );
      if (result) {
        return result;
      }
    }
    // The hour stays open, and is closed the next time.
    return { hours: 0, unpriced: 0 };
  }

  /** Undefined, and nothing done, where the hour holds a model whose prices were not looked up. */
  async #closeWith(
    trx: Knex.Transaction,
    options: { hour: number; now: number; prices: KnownPrices },
  ): Promise<ClosedCount | undefined> {
    const { hour, now, prices } = options;
    const closed = await lockHours(trx, { hours: [hour], alone: () => true });
    if (closed.has(hour)) {
      return { hours: 0, unpriced: 0 };
    }
    let unpriced = 0;
    const priced: RowMoney[] = [];
    for (let after = 0; ; ) {
      const rows = await readHourRows(trx, hour, { after, limit: SLICE });
      if (rows.some(({ row }) => !prices.knows(row.key.model))) {
        return undefined;
      }
      for (const { keyId, row } of rows) {
        const money = moneyOf(
          keyId,
          closeHour({ row, prices: prices.pricesOf(row.key.model), now }),
          prices,
        );
        if (money) {
          priced.push(money);
        } else {
          unpriced += 1;
        }
      }
      await letOthersRun();
      if (rows.length < SLICE) {
        break;
      }
      after = rows[rows.length - 1].keyId;
    }
    for (let first = 0; first < priced.length; first += SLICE) {
      await writeMoney(trx, hour, priced.slice(first, first + SLICE));
      await letOthersRun();
    }
    await trx('llm_usage_hour_states')
      .where({ hour })
      .update({ closed_at: now });
    return { hours: 1, unpriced };
  }
}

/** Undefined where the row has no price, or has not counted what its price is for. */
function moneyOf(
  keyId: number,
  result: ReturnType<typeof closeHour>,
  prices: KnownPrices,
): RowMoney | undefined {
  const [money] = result.ok ? result.value.money ?? [] : [];
  const model = result.ok ? result.value.key.model : '';
  const price = prices
    .pricesOf(model)
    .find(({ id }) => id === money?.priceIds[0]);
  const priceId = price && prices.numberOf(price);
  return money && priceId !== undefined ? { keyId, money, priceId } : undefined;
}
