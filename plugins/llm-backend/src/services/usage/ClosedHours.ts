import {
  addAmounts,
  correctHour,
  LedgerCorrection,
  LedgerRow,
  UsagePrice,
} from '@modelyard/llm-measures';
import { multiplyMoney } from '@modelyard/llm-units';
import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { readHourRows, StoredRow } from './tables/readHourRows';
import { DAY_HOURS } from './tables/units';
import { UsageDictionary } from './tables/UsageDictionary';
import { RowMoney, writeMoney } from './tables/writeMoney';
import { UsagePrices } from './UsagePrices';

/** Rows of one statement: each has eight parameters, of which a database takes some thousands. */
const SLICE = 100;

/** The prices of the models that a transaction may have to correct, with their numbers. */
export interface KnownPrices {
  /** Whether the prices of the model were looked up. */
  knows(model: string): boolean;
  pricesOf(model: string): readonly UsagePrice[];
  numberOf(price: UsagePrice): number | undefined;
}

/** Changes what is closed, and leaves a trace: the row before, the row after, the reason, when, and what it cost more or less. */
export class ClosedHours {
  readonly #dictionary: UsageDictionary;
  readonly #prices: UsagePrices;

  static create(options: { dictionary: UsageDictionary; prices: UsagePrices }) {
    return new ClosedHours(options.dictionary, options.prices);
  }

  private constructor(dictionary: UsageDictionary, prices: UsagePrices) {
    this.#dictionary = dictionary;
    this.#prices = prices;
  }

  /** Reads what a transaction may need, before it begins: SQLite has no second connection. */
  async prepare(models: Iterable<string>): Promise<KnownPrices> {
    const byModel = new Map(
      [...new Set(models)].map(model => [model, this.#prices.pricesOf(model)]),
    );
    const prices = [...byModel.values()].flat();
    const ids = await this.#dictionary.priceIds(prices);
    const numbers = new Map(
      prices.map((price, index) => [JSON.stringify(price), ids[index]]),
    );
    return {
      knows: model => byModel.has(model),
      pricesOf: model => byModel.get(model) ?? [],
      numberOf: price => numbers.get(JSON.stringify(price)),
    };
  }

  /**
   * Runs a change of rows in closed hours and writes down what it corrected. The hours are held alone.
   *
   * @param options - `rows` of each hour that the change may touch, by their numbers
   * @returns How many rows were corrected
   */
  async correct(
    trx: Knex.Transaction,
    options: {
      rows: ReadonlyMap<number, readonly number[]>;
      prices: KnownPrices;
      reason: string;
      now: number;
      change: () => Promise<void>;
    },
  ): Promise<number> {
    const { rows, change } = options;
    const read = async () => {
      const found = new Map<number, StoredRow[]>();
      for (const [hour, keyIds] of rows) {
        found.set(hour, await readHourRows(trx, hour, { keyIds }));
      }
      return found;
    };
    const before = await read();
    await change();
    const after = await read();
    let corrected = 0;
    for (const hour of rows.keys()) {
      corrected += await this.#correctHour(trx, {
        ...options,
        hour,
        before: before.get(hour) ?? [],
        after: after.get(hour) ?? [],
      });
    }
    return corrected;
  }

  async #correctHour(
    trx: Knex.Transaction,
    options: {
      hour: number;
      before: readonly StoredRow[];
      after: readonly StoredRow[];
      prices: KnownPrices;
      reason: string;
      now: number;
    },
  ): Promise<number> {
    const { hour, reason, now } = options;
    const before = byKey(options.before);
    const after = byKey(options.after);
    const money: RowMoney[] = [];
    const lost: number[] = [];
    const corrections: Array<{ keyId: number; correction: LedgerCorrection }> =
      [];
    for (const keyId of new Set([...before.keys(), ...after.keys()])) {
      const was = before.get(keyId);
      const is = after.get(keyId);
      const row = is?.row ?? was?.row;
      if (row && !isDeepStrictEqual(unpriced(was?.row), unpriced(is?.row))) {
        const closed = was?.row ?? emptied(row);
        const priced = was?.priced;
        const known = options.prices.pricesOf(row.key.model);
        const correction = correctionOf({
          closed,
          row: is ? is.row : emptied(row),
          // The price that it was closed by counts, even where the catalog has forgotten it.
          prices: priced ? [priced.price] : known,
          reason,
          now,
        });
        corrections.push({ keyId, correction });
        const [amount] = is ? correction.after.money ?? [] : [];
        if (amount) {
          const price = [...(priced ? [priced.price] : known)].find(
            ({ id }) => id === amount.priceIds[0],
          );
          const priceId =
            priced?.priceId ?? (price && options.prices.numberOf(price));
          if (priceId !== undefined) {
            money.push({ keyId, money: amount, priceId });
          }
        } else if (is && priced) {
          lost.push(keyId);
        }
      }
    }
    await writeMoney(trx, hour, money);
    if (lost.length > 0) {
      await trx('llm_usage_hours')
        .where({ hour })
        .whereIn('key_id', lost)
        .update({ price_id: null, units: null, nano: null, atto: null });
    }
    await insertCorrections(trx, hour, corrections);
    if (corrections.length > 0) {
      await trx('llm_usage_day_states')
        .where('day', Math.floor(hour / DAY_HOURS))
        .increment('changes', 1);
    }
    return corrections.length;
  }
}

function byKey(rows: readonly StoredRow[]): Map<number, StoredRow> {
  return new Map(rows.map(row => [row.keyId, row]));
}

function unpriced(row: LedgerRow | undefined) {
  if (!row) {
    return undefined;
  }
  const { money, ...rest } = row;
  return rest;
}

/** The row of somebody who used nothing. */
function emptied({ key, vantage }: LedgerRow): LedgerRow {
  return { key, vantage, counts: {}, histograms: {}, qualifiers: [] };
}

/** What cannot be priced is corrected all the same: then it has no money, which is not zero. */
function correctionOf(
  options: Parameters<typeof correctHour>[0],
): LedgerCorrection {
  const result = correctHour(options);
  if (result.ok) {
    return result.value;
  }
  const { money, ...after } = options.row;
  const { closed, reason, now } = options;
  return {
    reason,
    at: now,
    before: closed,
    after,
    difference: addAmounts(
      (closed.money ?? []).map(({ amount, priceIds }) => ({
        amount: multiplyMoney(amount, -1),
        priceIds,
      })),
    ),
  };
}

async function insertCorrections(
  trx: Knex.Transaction,
  hour: number,
  corrections: ReadonlyArray<{ keyId: number; correction: LedgerCorrection }>,
): Promise<void> {
  const rows = corrections.map(({ keyId, correction }) => ({
    hour,
    key_id: keyId,
    at: correction.at,
    reason: correction.reason,
    before: stateText(correction.before),
    after: stateText(correction.after),
    difference: JSON.stringify(correction.difference),
  }));
  for (let first = 0; first < rows.length; first += SLICE) {
    await trx('llm_usage_corrections').insert(rows.slice(first, first + SLICE));
  }
}

function stateText({ counts, qualifiers, money }: LedgerRow): string {
  return JSON.stringify({ counts, qualifiers, money });
}
