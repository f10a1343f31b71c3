import { Knex } from 'knex';
import { ClosedHours } from './ClosedHours';
import { applyIncrements, Increments } from './tables/applyIncrements';
import { ensureHours, lockHours } from './tables/lockHours';
import { DAY_HOURS, HOUR_MS } from './tables/units';

/** What clocks of replicas may differ by. */
const SKEW_MS = 5 * 60_000;

/** Adds to hours in one transaction; closed ones are corrected. */
export class HourWriter {
  readonly #knex: Knex;
  readonly #closed: ClosedHours;
  readonly #closeAfterMs: number;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    closed: ClosedHours;
    closeAfterMs: number;
    now?: () => number;
  }) {
    return new HourWriter(options);
  }

  private constructor(options: {
    knex: Knex;
    closed: ClosedHours;
    closeAfterMs: number;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#closed = options.closed;
    this.#closeAfterMs = options.closeAfterMs;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Works out what is added, and adds it.
   *
   * @param options - `models` that may be touched; `first` is done before hours are locked and may lock streams; `hours` are those
   * that may be touched; `increments` is asked while they are held; `whole` as in `applyIncrements`
   */
  async write(options: {
    models: Iterable<string>;
    first?: (trx: Knex.Transaction) => Promise<void>;
    hours: () => Iterable<number>;
    reason: string;
    whole: boolean;
    increments: (trx: Knex.Transaction) => Promise<Increments>;
  }): Promise<void> {
    const now = this.#now();
    const mayBeClosed = (hour: number) =>
      (hour + 1) * HOUR_MS + this.#closeAfterMs <= now + SKEW_MS;
    const prices = await this.#closed.prepare(options.models);
    await this.#knex.transaction(async trx => {
      await options.first?.(trx);
      const hours = [...options.hours()];
      await ensureHours(trx, hours);
      const closed = await lockHours(trx, { hours, alone: mayBeClosed });
      const increments = await options.increments(trx);
      const apply = () => applyIncrements(trx, increments, options);
      const rows = rowsOfHours(increments, closed);
      if (rows.size === 0) {
        await apply();
      } else {
        const { reason } = options;
        await this.#closed.correct(trx, {
          rows,
          prices,
          reason,
          now,
          change: apply,
        });
      }
      await markChanged(trx, increments, closed);
    });
  }
}

/** Days that are kept hold the buckets of their hours as well, also those of streams that count nothing else. */
async function markChanged(
  trx: Knex.Transaction,
  { buckets }: Increments,
  closed: ReadonlySet<number>,
): Promise<void> {
  const days = new Set(
    buckets.flatMap(({ hour }) =>
      closed.has(hour) ? [Math.floor(hour / DAY_HOURS)] : [],
    ),
  );
  if (days.size > 0) {
    await trx('llm_usage_day_states')
      .whereIn('day', [...days])
      .increment('changes', 1);
  }
}

function rowsOfHours(
  { rows, checks }: Increments,
  hours: ReadonlySet<number>,
): Map<number, number[]> {
  const found = new Map<number, Set<number>>();
  for (const { hour, keyId } of [...rows, ...checks]) {
    if (hours.has(hour)) {
      found.set(hour, (found.get(hour) ?? new Set()).add(keyId));
    }
  }
  return new Map([...found].map(([hour, keyIds]) => [hour, [...keyIds]]));
}
