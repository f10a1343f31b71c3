import { DatabaseService } from '@backstage/backend-plugin-api';

const TABLE = 'llm_demo_traffic_hours';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** Remembers beside the ledger which hours have their traffic, so that a start after the first does not make it up again. */
export class HourMarks {
  readonly #knex: Knex;

  static async create(knex: Knex): Promise<HourMarks> {
    if (!(await knex.schema.hasTable(TABLE))) {
      await knex.schema.createTable(TABLE, table => {
        table.integer('hour').notNullable().primary();
      });
    }
    return new HourMarks(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns Whether it was not marked before */
  async add(hour: number): Promise<boolean> {
    const known = await this.#knex(TABLE).where({ hour }).first('hour');
    await this.#knex(TABLE).insert({ hour }).onConflict('hour').ignore();
    return known === undefined;
  }

  /** The hours from one to another, the other not included, that are marked. */
  async between(from: number, to: number): Promise<Set<number>> {
    const rows: Array<{ hour: number }> = await this.#knex(TABLE)
      .where('hour', '>=', from)
      .andWhere('hour', '<', to)
      .select('hour');
    return new Set(rows.map(({ hour }) => hour));
  }

  async forgetBefore(hour: number): Promise<void> {
    await this.#knex(TABLE).where('hour', '<', hour).delete();
  }
}
