import { LedgerKeyPart, ledgerKeyParts } from '@modelyard/llm-measures';
import { Knex } from 'knex';
import { letOthersRun } from '../../tables/letOthersRun';
import { rowsSource } from '../../tables/rowsSource';
import { ALL_CONSUMERS } from '../../tables/units';

/** A part of a key, or from where it was seen. */
export type KeyColumn = LedgerKeyPart | 'vantage';

const COLUMNS: readonly KeyColumn[] = [...ledgerKeyParts, 'vantage'];
/** Keys that are read in one statement. */
const SLICE = 2_000;

/** One column of all keys: the values that there are, and which of them each key has. */
class Column {
  readonly values: string[] = [];
  readonly codes: number[] = [];
  readonly #codeOf = new Map<string, number>();

  add(value: string): void {
    const known = this.#codeOf.get(value);
    const code = known ?? this.values.length;
    if (known === undefined) {
      this.#codeOf.set(value, code);
      this.values.push(value);
    }
    this.codes.push(code);
  }
}

/**
 * The keys of the ledger in memory, each under a place of its own, so that they can be told apart without comparing words. A key is
 * never changed nor taken away: what was read once stays.
 */
export class UsageKeys {
  readonly #knex: Knex;
  readonly #columns = new Map(COLUMNS.map(name => [name, new Column()]));
  readonly #placeOf = new Map<number, number>();

  static create(options: { knex: Knex }) {
    return new UsageKeys(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** How many keys are known. */
  get size(): number {
    return this.#placeOf.size;
  }

  /** Places of keys by their numbers, in their order; reads those that are not known. */
  async placesOf(ids: readonly number[]): Promise<Int32Array> {
    const unknown = ids.filter(id => !this.#placeOf.has(id));
    for (let start = 0; start < unknown.length; start += SLICE) {
      await this.#read(unknown.slice(start, start + SLICE));
      await letOthersRun();
    }
    return Int32Array.from(ids, id => {
      const place = this.#placeOf.get(id);
      if (place === undefined) {
        throw new Error(`Usage has a key ${id} that is not in its dictionary`);
      }
      return place;
    });
  }

  /** The value of a key in a column. */
  valueOf(column: KeyColumn, place: number): string {
    const { values, codes } = this.#column(column);
    return values[codes[place]];
  }

  /**
   * Tells keys apart by columns.
   *
   * @param options - `where` limits them to some values; `consumers` leaves the keys of all consumers together out
   * @returns For each place the number of its group, or -1 where the key is not meant; and a place of each group
   */
  group(options: {
    columns: readonly KeyColumn[];
    where: { readonly [Part in LedgerKeyPart]?: readonly string[] };
    consumers: boolean;
  }): { groupOf: Int32Array; samples: number[] } {
    const { columns, where, consumers } = options;
    const size = this.size;
    const meant = new Uint8Array(size).fill(1);
    for (const part of ledgerKeyParts) {
      const allowed = where[part] && new Set(where[part]);
      const apart = consumers && part === 'consumer';
      if (allowed || apart) {
        const { values, codes } = this.#column(part);
        const passes = values.map(
          value =>
            (allowed?.has(value) ?? true) &&
            !(apart && value === ALL_CONSUMERS),
        );
        for (let place = 0; place < size; place += 1) {
          if (!passes[codes[place]]) {
            meant[place] = 0;
          }
        }
      }
    }
    const groupOf = new Int32Array(size);
    let groups = 1;
    for (const name of columns) {
      const { values, codes } = this.#column(name);
      const found = new Map<number, number>();
      for (let place = 0; place < size; place += 1) {
        const text = groupOf[place] * values.length + codes[place];
        let group = found.get(text);
        if (group === undefined) {
          group = found.size;
          found.set(text, group);
        }
        groupOf[place] = group;
      }
      groups = found.size;
    }
    const samples: number[] = [];
    const dense = new Int32Array(groups).fill(-1);
    for (let place = 0; place < size; place += 1) {
      if (meant[place] === 0) {
        groupOf[place] = -1;
      } else {
        const group = groupOf[place];
        if (dense[group] < 0) {
          dense[group] = samples.length;
          samples.push(place);
        }
        groupOf[place] = dense[group];
      }
    }
    return { groupOf, samples };
  }

  #column(name: KeyColumn): Column {
    const column = this.#columns.get(name);
    if (!column) {
      throw new Error(`Keys of usage have no ${name}`);
    }
    return column;
  }

  async #read(ids: readonly number[]): Promise<void> {
    const rows: Array<Record<string, string | number>> = await this.#knex(
      'llm_usage_keys',
    )
      .whereRaw('id IN (?)', [
        rowsSource(
          this.#knex,
          [{ name: 'id', type: 'integer' }],
          ids.map(id => [id]),
        ),
      ])
      .select('id', ...COLUMNS);
    for (const row of rows) {
      // Another question may have read it meanwhile.
      if (!this.#placeOf.has(Number(row.id))) {
        this.#placeOf.set(Number(row.id), this.size);
        for (const name of COLUMNS) {
          this.#column(name).add(`${row[name]}`);
        }
      }
    }
  }
}
