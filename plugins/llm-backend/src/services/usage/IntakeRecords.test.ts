import { Knex } from 'knex';
import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import { prepareTables, T0 } from '../../__testUtils__/usage';
import { IntakeRecords } from './IntakeRecords';
import { DAY_MS } from './tables/units';

describeOnDatabases('IntakeRecords', createDatabase => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
  });

  beforeEach(async () => {
    await knex('llm_usage_receipts').delete();
    await knex('llm_usage_refusals').delete();
  });

  it('adds up what replicas counted and refused, since a day', async () => {
    const replicas = [1, 2].map(() => IntakeRecords.create({ knex }));
    for (const [index, records] of replicas.entries()) {
      const receipt = { counted: 10, repeated: 1, late: index };
      records.addReceipt('otlp', receipt, T0 - 3 * DAY_MS);
      records.addReceipt('otlp', receipt, T0 + index);
      records.addReceipt('otlp', receipt, T0 - 5);
      await records.addRefusals('otlp', [
        { code: 'too-large', requests: 2, at: T0 - index },
        { code: 'malformed', requests: 1, at: T0 - 3 * DAY_MS },
      ]);
    }
    await Promise.all(replicas.map(records => records.flush()));
    const [records] = replicas;
    expect(await records.read('otlp', T0 - DAY_MS)).toEqual({
      counted: 40,
      repeated: 4,
      late: 2,
      lastAt: T0 + 1,
      refusals: [{ code: 'too-large', requests: 4, lastAt: T0 }],
    });
    expect(await records.read('other', T0 - DAY_MS)).toEqual({
      counted: 0,
      repeated: 0,
      late: 0,
      refusals: [],
    });
  });

  it('keeps what it could not write', async () => {
    const records = IntakeRecords.create({ knex });
    records.addReceipt('otlp', { counted: 1, repeated: 0, late: 0 }, T0);
    await knex.schema.renameTable('llm_usage_receipts', 'elsewhere');
    await expect(records.flush()).rejects.toThrow(/llm_usage_receipts/);
    await knex.schema.renameTable('elsewhere', 'llm_usage_receipts');
    records.addReceipt('otlp', { counted: 1, repeated: 0, late: 0 }, T0);
    expect(await records.read('otlp', T0)).toMatchObject({ counted: 2 });
    expect(await records.read('otlp', T0)).toMatchObject({ counted: 2 });
  });
});
