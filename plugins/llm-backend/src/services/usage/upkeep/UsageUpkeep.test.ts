import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../../__testUtils__/describeOnDatabases';
import {
  call,
  gateway,
  ledgerOn,
  prepareTables,
  T0,
} from '../../../__testUtils__/usage';
import { IntakeRecords } from '../IntakeRecords';
import { CatalogUsageSubjects } from '../subjects/CatalogUsageSubjects';
import { ConsumerNames } from '../subjects/ConsumerNames';
import { HOUR_MS } from '../tables/units';
import { DayRoller } from './DayRoller';
import { HourCloser } from './HourCloser';
import { UsagePruner } from './UsagePruner';
import { UsageUpkeep } from './UsageUpkeep';

const qwen = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'qwen' },
  spec: {
    pricing: [
      {
        from: '2026-01-01',
        currency: 'EUR',
        perMillionInputTokens: 1,
        perMillionOutputTokens: 1,
      },
    ],
  },
};

describeOnDatabases('UsageUpkeep', createDatabase => {
  let knex: Knex;
  let catalogIsDown = false;

  beforeEach(async () => {
    knex = await createDatabase();
    await prepareTables(knex);
    catalogIsDown = false;
  });

  function setUp() {
    const catalog = catalogServiceMock({ entities: [qwen] });
    const whileUp = catalogServiceMock.mock({
      streamEntities: (...args) => {
        if (catalogIsDown) {
          throw new Error('The catalog is down');
        }
        return catalog.streamEntities(...args);
      },
    });
    const subjects = CatalogUsageSubjects.create({
      auth: mockServices.auth(),
      catalog: whileUp,
      logger: mockServices.logger.mock(),
      consumers: ConsumerNames.create({
        aliases: new Map(),
        pseudonymKey: 'a key of the tests',
      }),
      patienceMs: 10,
    });
    const { ledger, closed } = ledgerOn(knex, { subjects });
    const closeAfterMs = HOUR_MS;
    const records = IntakeRecords.create({ knex });
    const upkeep = UsageUpkeep.create({
      subjects,
      records,
      logger: mockServices.logger.mock(),
      closer: HourCloser.create({ knex, closed, closeAfterMs }),
      roller: DayRoller.create({ knex, closeAfterMs }),
      pruner: UsagePruner.create({
        knex,
        acceptForMs: 48 * HOUR_MS,
        keepHoursMs: 1000 * HOUR_MS,
        keepDaysMs: 9000 * HOUR_MS,
      }),
    });
    return { upkeep, ledger, records };
  }

  const rows = () =>
    knex('llm_usage_hours').select(knex.raw('CAST(nano AS TEXT) AS nano'));

  it('closes nothing while the catalog cannot say what things cost', async () => {
    const { upkeep, ledger } = setUp();
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    catalogIsDown = true;
    const now = T0 + 30 * HOUR_MS;
    await upkeep.run({ now });
    expect(await rows()).toEqual([{ nano: null }]);
    catalogIsDown = false;
    await upkeep.run({ now });
    expect(await rows()).toEqual([{ nano: '120000' }]);
    expect(await knex('llm_usage_days').select('key_id')).toHaveLength(2);
  });

  it('begins nothing more once it is told to stop', async () => {
    const { upkeep, ledger } = setUp();
    await ledger.recordCalls({ ...gateway, calls: [call('a')] });
    const signal = AbortSignal.abort();
    await upkeep.run({ now: T0 + 30 * HOUR_MS, signal });
    expect(await rows()).toEqual([{ nano: null }]);
  });

  it('is scheduled with timeouts of minutes, and writes down what was counted at the end', async () => {
    const { upkeep, records } = setUp();
    const scheduler = mockServices.scheduler.mock();
    const lifecycle = mockServices.lifecycle.mock();
    await upkeep.schedule({ scheduler, lifecycle });
    const tasks = scheduler.scheduleTask.mock.calls.map(([task]) => task);
    expect(tasks.map(({ id, scope, timeout }) => [id, scope, timeout])).toEqual(
      [
        ['llm-usage-names', 'local', { minutes: 1 }],
        ['llm-usage-upkeep', undefined, { minutes: 5 }],
        ['llm-usage-receipts', 'local', { minutes: 1 }],
      ],
    );
    records.addReceipt('otlp', { counted: 3, repeated: 2, late: 1 }, T0);
    const [[shutDown]] = lifecycle.addShutdownHook.mock.calls;
    await shutDown();
    expect(await knex('llm_usage_receipts').select()).toMatchObject([
      { intake: 'otlp', counted: 3, repeated: 2, late: 1, last_at: T0 },
    ]);
  });
});
