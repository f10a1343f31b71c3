import { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import { call, gateway, ledgerOn, point, T0 } from '../../__testUtils__/usage';
import { migrationsFolder } from './migrateUsage';
import { countColumns } from './tables/units';

const directory = migrationsFolder();

describeOnDatabases('the migrations of the usage ledger', createDatabase => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase();
  });

  it('go up and down with rows in the tables, and up again', async () => {
    const [name] = readdirSync(directory);
    const fill = async () => {
      const { ledger } = ledgerOn(knex);
      const receipt = await ledger.recordCalls({
        ...gateway,
        calls: [call('a'), call('b')],
      });
      expect(receipt).toEqual({ counted: 2, repeated: 0, late: 0 });
      await ledger.recordPoints({
        ...gateway,
        points: [point(T0 + 1, { counts: { requests: 1 } })],
      });
      await ledger.recordRefusals({
        intake: 'otlp',
        refusals: [{ code: 'too-large', requests: 1, at: T0 }],
      });
    };
    await knex.migrate.up({ directory, name });
    await fill();
    expect(await knex('llm_usage_hours').select()).toHaveLength(2);

    await knex.migrate.down({ directory, name });
    for (const table of ['keys', 'hours', 'seen', 'refusals', 'settings']) {
      expect(await knex.schema.hasTable(`llm_usage_${table}`)).toBe(false);
    }

    await knex.migrate.up({ directory, name });
    expect(await knex('llm_usage_hours').select()).toEqual([]);
    await fill();
  });

  it('give a row a column for each count, and a row of an hour one price', async () => {
    await knex.migrate.latest({ directory });
    const columns = Object.keys(await knex('llm_usage_hours').columnInfo());
    expect(columns).toEqual([
      'hour',
      'key_id',
      ...countColumns,
      'qualifiers',
      'price_id',
      'units',
      'nano',
      'atto',
    ]);
    const days = Object.keys(await knex('llm_usage_days').columnInfo());
    expect(days).toEqual([
      'day',
      'key_id',
      ...countColumns,
      'qualifiers',
      'unpriced',
    ]);
  });
});
