import { usageCounts } from '@modelyard/llm-measures';
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
    const names = readdirSync(directory).sort();
    const fill = async () => {
      const { ledger } = ledgerOn(knex);
      const receipt = await ledger.recordCalls({
        ...gateway,
        calls: [call('a'), call('b')],
      });
      expect(receipt).toEqual({ counted: 2, repeated: 0, late: 0 });
      await ledger.recordPoints({
        ...gateway,
        points: [point(T0 + 1, { counts: { requests: 1, checks: 2 } })],
      });
      await ledger.recordRefusals({
        intake: 'otlp',
        refusals: [{ code: 'too-large', requests: 1, at: T0 }],
      });
    };
    await knex.migrate.latest({ directory });
    await fill();
    expect(await knex('llm_usage_hours').select()).toHaveLength(2);
    expect(await knex('llm_usage_hour_checks').select()).toHaveLength(1);

    for (const name of [...names].reverse()) {
      await knex.migrate.down({ directory, name });
    }
    for (const table of ['keys', 'hours', 'hour_checks', 'seen', 'settings']) {
      expect(await knex.schema.hasTable(`llm_usage_${table}`)).toBe(false);
    }

    await knex.migrate.latest({ directory });
    expect(await knex('llm_usage_hours').select()).toEqual([]);
    await fill();
  });

  it('take away what is known of checks alone', async () => {
    await knex.migrate.latest({ directory });
    const edge = { hour: 1, key_id: 1, unseen: 0, unbounded: 0 };
    await knex('llm_usage_hour_edges').insert(
      [usageCounts.length - 1, usageCounts.length].map(count => ({
        ...edge,
        count,
        start_edge: 1,
        end_edge: 0,
      })),
    );
    await knex.migrate.down({
      directory,
      name: '20261127020000_usage_checks.js',
    });
    const left = await knex('llm_usage_hour_edges').select('count');
    expect(left).toEqual([{ count: usageCounts.length - 1 }]);
  });

  it('give a row a column for each count of calls, and a row of an hour one price', async () => {
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
