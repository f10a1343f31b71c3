import {
  LedgerKeyPart,
  ledgerKeyParts,
  UsagePrice,
  Vantage,
} from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { digestOf } from './digestOf';
import { rowsSource, SourceColumn } from './rowsSource';
import { ALL_CONSUMERS } from './units';

/** Who did what with which model, as which source saw it, from where. */
export type KeyParts = { readonly [Part in LedgerKeyPart]: string } & {
  readonly vantage: Vantage;
};

/** The numbers that a key has in the tables. */
export interface KeyIds {
  readonly id: number;
  /** The key of all consumers together. */
  readonly totalId: number;
}

/** What a dictionary holds of one sort of things. */
interface Entry {
  readonly digest: string;
  readonly values: readonly (string | number | null)[];
}

/** How many numbers are remembered of each sort; past that all are forgotten and read again as they come. */
const REMEMBERED = 200_000;

const KEY_COLUMNS: readonly SourceColumn[] = [
  ...[...ledgerKeyParts, 'vantage'].map(
    name => ({ name, type: 'text' } as const),
  ),
  { name: 'total_id', type: 'integer' },
];

/**
 * Gives keys, scales of histograms and prices the numbers by which the narrow tables name them. A number is never changed nor
 * taken away, so that every replica may remember it. Written outside of the transactions that use them: a number that nobody
 * uses does no harm, and none waits for another transaction's.
 */
export class UsageDictionary {
  readonly #knex: Knex;
  readonly #known = new Map<string, Map<string, number>>();

  static create(options: { knex: Knex }) {
    return new UsageDictionary(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Numbers of keys, in their order. */
  async keyIds(keys: readonly KeyParts[]): Promise<KeyIds[]> {
    const totals = await this.#idsOf(
      this.#knex,
      'llm_usage_keys',
      KEY_COLUMNS,
      keys.map(key => keyEntry({ ...key, consumer: ALL_CONSUMERS }, null)),
    );
    const ids = await this.#idsOf(
      this.#knex,
      'llm_usage_keys',
      KEY_COLUMNS,
      keys.map((key, index) => keyEntry(key, totals[index])),
    );
    return ids.map((id, index) => ({ id, totalId: totals[index] }));
  }

  /**
   * Numbers of series with their bounds, in their order.
   *
   * @param trx - Only where all of them have been written before
   */
  async scaleIds(
    scales: readonly { series: string; bounds: readonly number[] }[],
    trx?: Knex.Transaction,
  ): Promise<number[]> {
    return this.#idsOf(
      trx ?? this.#knex,
      'llm_usage_scales',
      [
        { name: 'series', type: 'text' },
        { name: 'bounds', type: 'text' },
      ],
      scales.map(({ series, bounds }) => {
        const values = [series, JSON.stringify(bounds)];
        return { digest: digestOf(JSON.stringify(values)), values };
      }),
    );
  }

  /** Numbers of prices, in their order. */
  async priceIds(prices: readonly UsagePrice[]): Promise<number[]> {
    return this.#idsOf(
      this.#knex,
      'llm_usage_prices',
      [
        { name: 'name', type: 'text' },
        { name: 'currency', type: 'text' },
        { name: 'price', type: 'text' },
      ],
      prices.map(price => {
        const text = JSON.stringify(price);
        return {
          digest: digestOf(text),
          values: [price.id, price.currency, text],
        };
      }),
    );
  }

  async #idsOf(
    knex: Knex,
    table: string,
    columns: readonly SourceColumn[],
    entries: readonly Entry[],
  ): Promise<number[]> {
    const known = this.#knownOf(table);
    const missing = new Map<string, Entry>();
    for (const entry of entries) {
      if (!known.has(entry.digest)) {
        missing.set(entry.digest, entry);
      }
    }
    if (missing.size > 0) {
      await this.#learn(knex, table, columns, [...missing.values()], known);
    }
    return entries.map(({ digest }) => {
      const id = known.get(digest);
      if (id === undefined) {
        throw new Error(`A row of ${table} is gone that was just written`);
      }
      return id;
    });
  }

  #knownOf(table: string): Map<string, number> {
    const known = this.#known.get(table);
    if (known && known.size < REMEMBERED) {
      return known;
    }
    const fresh = new Map<string, number>();
    this.#known.set(table, fresh);
    return fresh;
  }

  async #learn(
    knex: Knex,
    table: string,
    columns: readonly SourceColumn[],
    entries: readonly Entry[],
    known: Map<string, number>,
  ): Promise<void> {
    // In one order, so that replicas which learn the same do not wait for each other in a circle.
    const sorted = [...entries].sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const digest: SourceColumn = { name: 'digest', type: 'digest' };
    const names = ['digest', ...columns.map(({ name }) => name)];
    const digests = rowsSource(
      knex,
      [digest],
      sorted.map(entry => [entry.digest]),
    );
    const read = async () => {
      const rows: Array<{ id: number; digest: Uint8Array }> = await knex(table)
        .select('id', 'digest')
        .whereRaw('digest IN (?)', [digests]);
      for (const row of rows) {
        known.set(Buffer.from(row.digest).toString('hex'), row.id);
      }
    };
    await read();
    const unwritten = sorted.filter(entry => !known.has(entry.digest));
    if (unwritten.length > 0) {
      await knex.raw(
        `INSERT INTO ${table} (${names.join()}) ? ON CONFLICT (digest) DO NOTHING`,
        [
          rowsSource(
            knex,
            [digest, ...columns],
            unwritten.map(entry => [entry.digest, ...entry.values]),
          ),
        ],
      );
      await read();
    }
  }
}

function keyEntry(key: KeyParts, totalId: number | null): Entry {
  const values = [...ledgerKeyParts.map(part => key[part]), key.vantage];
  return {
    digest: digestOf(JSON.stringify(values)),
    values: [...values, totalId],
  };
}
