import { Knex } from 'knex';

/** New names come with every new model, which nobody has to see at once. */
const KEEP_MS = 30_000;

/** The models that the ledger has rows of: refs, and names that the catalog does not know. */
export class LedgerModels {
  readonly #knex: Knex;
  #known: { at: number; names: Promise<readonly string[]> } | undefined;

  static create(options: { knex: Knex }) {
    return new LedgerModels(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** In the order of the alphabet, remembered for half a minute. */
  list(): Promise<readonly string[]> {
    const now = Date.now();
    if (this.#known && now - this.#known.at < KEEP_MS) {
      return this.#known.names;
    }
    const names = this.#read();
    this.#known = { at: now, names };
    names.catch(() => {
      this.#known = undefined;
    });
    return names;
  }

  async #read(): Promise<readonly string[]> {
    const rows: Array<{ model: string }> = await this.#knex('llm_usage_keys')
      .distinct('model')
      .orderBy('model');
    return rows.map(({ model }) => model);
  }
}
