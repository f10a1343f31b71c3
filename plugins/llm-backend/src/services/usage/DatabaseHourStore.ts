import { InputError } from '@backstage/errors';
import { foldConsumers, hourOf, LedgerRow } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { ClosedHours } from './ClosedHours';
import { HourStore, KnownHour, PulledHour, ReplaceReceipt } from './HourStore';
import { bucketIncrements, NumberedRow, rowIncrements } from './rowIncrements';
import { applyIncrements, BucketIncrement } from './tables/applyIncrements';
import { ensureHours, lockHours } from './tables/lockHours';
import { readHourRows, StoredRow } from './tables/readHourRows';
import { rowsSource } from './tables/rowsSource';
import { UsageDictionary } from './tables/UsageDictionary';
import {
  DAY_MS,
  HOUR_MS,
  hourOfPeriod,
  qualifierBits,
  qualifiersOfBits,
} from './tables/units';

type Outcome = Omit<ReplaceReceipt, 'expired'>;

/** What the tables should hold of a source in an hour. */
interface Wanted {
  readonly hour: number;
  readonly rows: readonly NumberedRow[];
  readonly buckets: readonly BucketIncrement[];
}

/** Keeps what is pulled from engines in the tables of the ledger. */
export class DatabaseHourStore implements HourStore {
  readonly #knex: Knex;
  readonly #dictionary: UsageDictionary;
  readonly #closed: ClosedHours;
  readonly #consumerCap: number;
  readonly #keepHoursMs: number;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    dictionary: UsageDictionary;
    closed: ClosedHours;
    consumerCap: number;
    keepHoursMs: number;
    now?: () => number;
  }) {
    return new DatabaseHourStore(options);
  }

  private constructor(options: {
    knex: Knex;
    dictionary: UsageDictionary;
    closed: ClosedHours;
    consumerCap: number;
    keepHoursMs: number;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#dictionary = options.dictionary;
    this.#closed = options.closed;
    this.#consumerCap = options.consumerCap;
    this.#keepHoursMs = options.keepHoursMs;
    this.#now = options.now ?? Date.now;
  }

  async replaceHours(options: {
    readonly source: string;
    readonly hours: readonly PulledHour[];
    readonly reason: string;
  }): Promise<ReplaceReceipt> {
    const { source, hours, reason } = options;
    if (reason.trim() === '') {
      throw new InputError('Hours cannot be replaced without a reason');
    }
    hours.forEach(hour => checkHour(source, hour));
    const oldest = Math.floor((this.#now() - this.#keepHoursMs) / DAY_MS);
    let receipt = { replaced: 0, unchanged: 0, corrected: 0, expired: 0 };
    for (const pulled of hours) {
      const hour = hourOfPeriod(pulled.period);
      if (hour * HOUR_MS < oldest * DAY_MS) {
        receipt = { ...receipt, expired: receipt.expired + 1 };
      } else {
        const outcome = await this.#replace(source, hour, pulled, reason);
        receipt = {
          ...receipt,
          replaced: receipt.replaced + outcome.replaced,
          unchanged: receipt.unchanged + outcome.unchanged,
          corrected: receipt.corrected + outcome.corrected,
        };
      }
    }
    return receipt;
  }

  async hoursOf(options: {
    readonly source: string;
    readonly from: number;
    readonly to: number;
  }): Promise<KnownHour[]> {
    const { source, from, to } = options;
    const rows: Array<{ hour: number; read_at: number; qualifiers: number }> =
      await this.#knex('llm_usage_pulls')
        .where({ source })
        .andWhere('hour', '>=', Math.ceil(from / HOUR_MS))
        .andWhere('hour', '<', Math.ceil(to / HOUR_MS))
        .orderBy('hour')
        .select('hour', 'read_at', 'qualifiers');
    return rows.map(({ hour, read_at, qualifiers }) => ({
      period: hourOf(hour * HOUR_MS),
      readAt: read_at,
      qualifiers: qualifiersOfBits(qualifiers),
    }));
  }

  async #replace(
    source: string,
    hour: number,
    pulled: PulledHour,
    reason: string,
  ): Promise<Outcome> {
    const wanted = await this.#number(hour, this.#fold(pulled.rows));
    const prices = await this.#closed.prepare(
      wanted.rows.map(({ row }) => row.key.model),
    );
    const now = this.#now();
    return this.#knex.transaction(async trx => {
      await ensureHours(trx, [hour]);
      const closed = await lockHours(trx, {
        hours: [hour],
        alone: () => true,
      });
      await trx('llm_usage_pulls')
        .insert({
          source,
          hour,
          read_at: now,
          qualifiers: qualifierBits(pulled.qualifiers),
        })
        .onConflict(['source', 'hour'])
        .merge();
      const stored = await readHourRows(trx, hour, { source });
      const changed = changesOf(stored, wanted.rows);
      const buckets = await bucketsOf(trx, hour, source);
      const sameBuckets = buckets === textOfBuckets(wanted.buckets);
      if (changed.ids.length === 0 && sameBuckets) {
        return { replaced: 0, unchanged: 1, corrected: 0 };
      }
      const change = async () => {
        await deleteRows(trx, hour, changed.ids);
        if (!sameBuckets) {
          await deleteBuckets(trx, hour, source);
        }
        await applyIncrements(
          trx,
          {
            ...rowIncrements(hour, changed.rows),
            buckets: sameBuckets ? [] : wanted.buckets,
          },
          { whole: false },
        );
      };
      if (!closed.has(hour)) {
        await change();
        return { replaced: 1, unchanged: 0, corrected: 0 };
      }
      const corrected = await this.#closed.correct(trx, {
        rows: new Map([[hour, changed.ids]]),
        prices,
        reason,
        now,
        change,
      });
      return { replaced: 1, unchanged: 0, corrected };
    });
  }

  #fold(rows: readonly LedgerRow[]): LedgerRow[] {
    const vantages = [...new Set(rows.map(({ vantage }) => vantage))];
    return vantages.flatMap(vantage => {
      const folded = foldConsumers(
        rows.filter(row => row.vantage === vantage),
        { cap: this.#consumerCap },
      );
      if (!folded.ok) {
        throw new InputError(
          `Rows of an hour cannot be added: ${folded.issues[0].message}`,
        );
      }
      return folded.value;
    });
  }

  async #number(hour: number, rows: readonly LedgerRow[]): Promise<Wanted> {
    const ids = await this.#dictionary.keyIds(
      rows.map(({ key: { period, ...parts }, vantage }) => ({
        ...parts,
        vantage,
      })),
    );
    const numbered = rows.map((row, index) => ({ row, key: ids[index] }));
    const scales = rows.flatMap(({ histograms }) =>
      Object.entries(histograms).map(([series, { bounds }]) => ({
        series,
        bounds,
      })),
    );
    const scaleIds = await this.#dictionary.scaleIds(scales);
    const textOf = (series: string, bounds: readonly number[]) =>
      JSON.stringify([series, bounds]);
    const numbers = new Map(
      scales.map(({ series, bounds }, i) => [
        textOf(series, bounds),
        scaleIds[i],
      ]),
    );
    const buckets = bucketIncrements(
      hour,
      numbered,
      (series, bounds) => numbers.get(textOf(series, bounds)) ?? NaN,
    );
    return { hour, rows: numbered, buckets };
  }
}

function checkHour(source: string, { period, rows }: PulledHour): void {
  if (Number.isNaN(hourOfPeriod(period))) {
    throw new InputError(
      `${JSON.stringify(
        period,
      )} is not an hour in UTC, such as 2026-11-26T20:00:00Z`,
    );
  }
  const wrong = rows.find(
    ({ key }) => key.period !== period || key.source !== source,
  );
  if (wrong) {
    throw new InputError(
      `A row of ${wrong.key.source} in ${wrong.key.period} does not belong to ${source} in ${period}`,
    );
  }
}

/** The rows that are not yet as they should be, and the numbers of all that have to change or go. */
function changesOf(
  stored: readonly StoredRow[],
  wanted: readonly NumberedRow[],
): { rows: NumberedRow[]; ids: number[] } {
  const before = new Map(stored.map(({ keyId, row }) => [keyId, row]));
  const rows = wanted.filter(({ row, key }) => {
    const was = before.get(key.id);
    return !was || !isDeepStrictEqual(comparable(was), comparable(row));
  });
  const kept = new Set(wanted.map(({ key }) => key.id));
  return {
    rows,
    ids: [
      ...rows.map(({ key }) => key.id),
      ...[...before.keys()].filter(id => !kept.has(id)),
    ],
  };
}

function comparable({ counts, qualifiers }: LedgerRow) {
  return { counts: { ...counts }, bits: qualifierBits(qualifiers) };
}

/** Buckets as text, the same for equal ones alone. */
function textOfBuckets(buckets: readonly BucketIncrement[]): string {
  return buckets
    .map(({ keyId, scaleId, bucket, n }) =>
      [keyId, scaleId, bucket, n].join('/'),
    )
    .sort()
    .join();
}

/** The buckets of all keys that a source has. */
function ofSource(knex: Knex, hour: number, source: string) {
  return knex('llm_usage_hour_buckets')
    .where({ hour })
    .whereIn('key_id', knex('llm_usage_keys').select('id').where({ source }));
}

async function bucketsOf(
  trx: Knex.Transaction,
  hour: number,
  source: string,
): Promise<string> {
  const rows: Array<{
    key_id: number;
    scale_id: number;
    bucket: number;
    n: number;
  }> = await ofSource(trx, hour, source).select();
  return textOfBuckets(
    rows.map(({ key_id, scale_id, bucket, n }) => ({
      hour,
      keyId: key_id,
      scaleId: scale_id,
      bucket,
      n,
    })),
  );
}

async function deleteBuckets(
  trx: Knex.Transaction,
  hour: number,
  source: string,
): Promise<void> {
  await ofSource(trx, hour, source).delete();
  // The buckets of a day that is kept come from those of its hours.
  await trx('llm_usage_day_states')
    .where('day', Math.floor((hour * HOUR_MS) / DAY_MS))
    .increment('changes', 1);
}

async function deleteRows(
  trx: Knex.Transaction,
  hour: number,
  keyIds: readonly number[],
): Promise<void> {
  for (const table of [
    'llm_usage_hours',
    'llm_usage_hour_checks',
    'llm_usage_hour_edges',
  ]) {
    await trx(table)
      .where({ hour })
      .whereRaw('key_id IN (?)', [
        rowsSource(
          trx,
          [{ name: 'key_id', type: 'integer' }],
          keyIds.map(id => [id]),
        ),
      ])
      .delete();
  }
}
